import { parseReference } from '../../domain/reference.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { errorPatterns } from './error-patterns.ts';
import { wasReached } from './reached.ts';

/** What a pasted error is about, before anything was looked at. */
export interface ErrorClues {
  /** codes it can stand for, the likeliest first */
  readonly codes: readonly string[];
  /** images it names, as a pull would name them */
  readonly images: readonly string[];
  /** hosts it names that no image covers */
  readonly hosts: readonly string[];
}

/** Longer logs are read from their end, where the last failure stands. */
const maxText = 256 * 1024;

/** Patterns look along a line, so that no line may be of any length. */
const longestLine = 4_096;

function shortened(line: string): string {
  return line.slice(0, longestLine);
}

/** Images and hosts are walked, so there must not be any number of them. */
const mostTargets = 8;

/** Reads an error or a log as an engine prints it; what it says is only a suspicion. */
export function readError(text: string): ErrorClues {
  const recent = text.slice(-maxText).split('\n').map(shortened).join('\n');
  const codes = errorPatterns.flatMap(({ pattern, codes: own }) =>
    pattern.test(recent) ? own : [],
  );
  const images = imagesIn(recent);
  const covered = new Set(images.flatMap((image) => domainOf(image)));
  const hosts = hostsIn(recent).filter((host) => !covered.has(host) && !isHubs(host));
  const touchesHub = hostsIn(recent).some(isHubs) && !covered.has('docker.io');
  const asked = touchesHub ? [...images, 'hello-world'] : images;
  return {
    codes: [...new Set(codes)],
    images: asked.slice(0, mostTargets),
    hosts: hosts.slice(0, mostTargets),
  };
}

/** A suspicion after a live look. */
export interface Suspicion {
  readonly code: string;
  /** found: seen now · excluded: looked for and not there · unknown: it could not be told */
  readonly state: 'found' | 'excluded' | 'unknown';
  /** subjects of the findings that confirm it */
  readonly subjects: readonly string[];
}

/** Confirms or excludes what an error can stand for by what was seen. */
export function confirm(clues: ErrorClues, diagnosis: Diagnosis): readonly Suspicion[] {
  return clues.codes.map((code) => {
    const found = diagnosis.findings.filter((finding) => finding.code === code);
    const state = diagnosis.checks.find((check) => check.code === code)?.state;
    if (found.length > 0) {
      return { code, state: 'found', subjects: found.map(({ subject }) => subject) };
    }
    const cameToNothing = state === 'crashed' || state === 'skipped';
    const untold =
      diagnosis.verdict === 'unknown' || cameToNothing || !wasReached(code, diagnosis.evidence);
    return { code, state: untold ? 'unknown' : 'excluded', subjects: [] };
  });
}

const imageTexts = [
  /failed to resolve reference "([^"]+)"/g,
  /manifest for (\S+) not found/g,
  /pull access denied for ([^\s,]+)/g,
  /repository (\S+) not found/g,
  /failed to resolve source metadata for (\S+):/g,
  /docker pull (\S+)/g,
  /Trying to pull repository (\S+)/g,
  /Failed to pull image "([^"]+)"/g,
] as const;

/** `https://HOST/v2/NAME/manifests/TAG` names an image too. */
const manifestUrl =
  /https?:\/\/([^\s/"]+)\/v2\/([^\s"?]+?)\/manifests\/([^\s"?:]+)(\?ns=([^\s"&:]+))?/g;

function imagesIn(text: string): readonly string[] {
  const named = imageTexts.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => name.replace(/[.,:;]+$/, '')),
  );
  const asked = [...text.matchAll(manifestUrl)].map(
    ([, host = '', path = '', tag = '', , namespace]) =>
      `${namespace ?? hubAlias(host)}/${path}${tag.startsWith('sha256') ? '@' : ':'}${tag}`,
  );
  const readable = [...named, ...asked].flatMap((name) => {
    const parsed = parseReference(name);
    return 'reference' in parsed ? [parsed.reference.canonical] : [];
  });
  return [...new Set(readable)];
}

function hubAlias(host: string): string {
  return isHubs(host) ? 'docker.io' : host;
}

function isHubs(host: string): boolean {
  // Its errors lead to pages of docker.com, which are no registries.
  return /^((registry-1|auth|index|www|docs|hub|production\.cloudf\w+)\.)?docker\.(io|com)$/.test(
    host,
  );
}

function domainOf(image: string): readonly string[] {
  const parsed = parseReference(image);
  return 'reference' in parsed ? [parsed.reference.domain] : [];
}

function hostsIn(text: string): readonly string[] {
  const urls = [...text.matchAll(/https?:\/\/([^\s/"'<>?#]+)/g)].map(([, host = '']) => host);
  const looked = [...text.matchAll(/lookup ([\w.-]+\.[\w-]+)/g)].map(([, host = '']) => host);
  const usable = [...urls, ...looked].filter((host) => {
    if (isHubs(host)) return true;
    const parsed = parseReference(`${host}/any`);
    return 'reference' in parsed && parsed.reference.domain === host && !host.includes('@');
  });
  return [...new Set(usable)];
}
