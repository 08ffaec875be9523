import type { MirrorUrl } from './desired.ts';
import { type EngineVersion, isAtLeast } from './engine.ts';
import { type GoUrl, goParseError, parseGoUrl, quote } from './go-url.ts';
import { redactUrl } from './redact.ts';
import type { Said } from './said.ts';
import { mask } from './secret.ts';
import { said } from './words.ts';

export type ParsedMirror =
  | { readonly url: MirrorUrl }
  | { readonly problem: Said; readonly engineText: string };

/**
 * Judges an entry of `registry-mirrors` as an engine does when it starts.
 * @param version null stands for a current engine
 * @returns the URL with its scheme in lower case and without trailing slashes; or why not, with
 * the engine's own text
 * @see moby daemon/pkg/registry/config.go ValidateMirror, and the same function at v1.13.1,
 * v17.04.0-ce, v20.10.24, v24.0.8, v28.3.0
 */
export function parseMirrorUrl(text: string, version: EngineVersion | null): ParsedMirror {
  const judged = judge(text, rulesOf(version));
  if ('url' in judged) return judged;
  const { en, 'zh-CN': zh } = judged.problem;
  const problem = { en: redactUrl(en), 'zh-CN': redactUrl(zh) };
  return { problem, engineText: redactUrl(judged.engineText) };
}

/** A mirror's URL without the slashes at its end, which mean nothing to any engine. */
export function bareMirror(text: string): string {
  return text.replace(/\/+$/, '');
}

/** The form in which the engine keeps a mirror and `docker info` shows it: one trailing slash. */
export function normalisedMirror(text: string): string {
  return `${text.replace(/\/$/, '')}/`;
}

/**
 * A list as the engine keeps it: each mirror once, where it stood first (moby
 * daemon/pkg/registry/config.go loadMirrors, from 17.04).
 */
export function normalisedMirrors(list: readonly string[]): readonly string[] {
  return [...new Set(list.map(normalisedMirror))];
}

interface MirrorRules {
  /** looks for `://` before it parses */
  readonly schemeFirst: boolean;
  /** false: only a bare slash may follow the host */
  readonly path: boolean;
  notUrl(text: string, error: string): string;
  badScheme(scheme: string, text: string): string;
  tooMuch(text: string): string;
}

function rulesOf(version: EngineVersion | null): MirrorRules {
  if (version === null || isAtLeast(version, '28.3')) return rules28;
  // The path was allowed in 25.0 and brought back to 24.0.8 (moby v24.0.8 registry/config.go).
  if (isAtLeast(version, '24.0.8')) return rules24;
  if (isAtLeast(version, '23.0')) return rules23;
  return isAtLeast(version, '17.4') ? rules17 : rules1;
}

const rules28: MirrorRules = {
  schemeFirst: true,
  path: true,
  notUrl: (text, error) =>
    `invalid mirror: ${quote(text)} is not a valid URI: ${goParseError(text, error)}`,
  badScheme: (scheme, text) =>
    `invalid mirror: unsupported scheme ${quote(scheme)} in ${quote(text)}: must use either 'https://' or 'http://'`,
  tooMuch: (text) => `invalid mirror: query or fragment at end of the URI ${quote(text)}`,
};

const rules24: MirrorRules = {
  ...rules28,
  schemeFirst: false,
  badScheme: (scheme, text) =>
    `invalid mirror: unsupported scheme ${quote(scheme)} in ${quote(text)}`,
};

const rules23: MirrorRules = {
  ...rules24,
  path: false,
  tooMuch: (text) => `invalid mirror: path, query, or fragment at end of the URI ${quote(text)}`,
};

const rules17: MirrorRules = {
  ...rules23,
  notUrl: (text) => `invalid mirror: ${quote(text)} is not a valid URI`,
};

/** 1.13 and 17.03 apply these to the flag only; daemon.json is taken as it is. */
const rules1: MirrorRules = {
  schemeFirst: false,
  path: false,
  notUrl: (text) => `${text} is not a valid URI`,
  badScheme: (scheme) => `Unsupported scheme ${scheme}`,
  tooMuch: () => 'Unsupported path/query/fragment at end of the URI',
};

function judge(text: string, rules: MirrorRules): ParsedMirror {
  if (rules.schemeFirst && text.indexOf('://') < 1) {
    const engineText = `invalid mirror: no scheme specified for ${quote(text)}: must use either 'https://' or 'http://'`;
    return { problem: said.mirrorNoScheme(text), engineText };
  }
  const parsed = parseGoUrl(text);
  if ('error' in parsed) {
    return { problem: said.mirrorNotUrl(text), engineText: rules.notUrl(text, parsed.error) };
  }
  return refusal(text, parsed.url, rules) ?? accept(text, parsed.url);
}

function refusal(text: string, url: GoUrl, rules: MirrorRules): ParsedMirror | null {
  if (url.scheme !== 'http' && url.scheme !== 'https') {
    const noScheme = !text.includes('://');
    const problem = noScheme ? said.mirrorNoScheme(text) : said.mirrorScheme(url.scheme, text);
    return { problem, engineText: rules.badScheme(url.scheme, text) };
  }
  if (url.query !== '' || url.fragment !== '' || !pathAllowed(url.path, rules)) {
    const onlyPath = url.query === '' && url.fragment === '';
    const problem = onlyPath ? said.mirrorPath(text) : said.mirrorQuery(text);
    return { problem, engineText: rules.tooMuch(text) };
  }
  if (url.user !== null) {
    const shown = text.replace(/\/\/[^/]*@/, `//${url.user.name}:${mask}@`);
    const engineText = `invalid mirror: username/password not allowed in URI ${quote(shown)}`;
    return { problem: said.mirrorUserinfo(shown), engineText };
  }
  // Every engine takes `https://`, and then no pull can use it.
  if (url.host === '') {
    return { problem: said.mirrorNoHost(text), engineText: 'http: no Host in request URL' };
  }
  return null;
}

/** A bare slash is taken off before an old engine's flag sees it. */
function pathAllowed(path: string, rules: MirrorRules): boolean {
  return rules.path || path === '' || path === '/';
}

function accept(text: string, url: GoUrl): ParsedMirror {
  return { url: bareMirror(`${url.scheme}${text.slice(url.scheme.length)}`) as MirrorUrl };
}
