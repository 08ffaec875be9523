import type { Reference } from './route.ts';
import type { Said } from './said.ts';
import { said } from './words.ts';

/** The domain under which Docker Hub's images are named. */
export const hubDomain = 'docker.io';

export type ParsedReference =
  | { readonly reference: Reference }
  | { readonly problem: Said; readonly engineText: string };

/**
 * Reads an image name as `docker pull` does: normalised to its full form, `latest` where neither
 * tag nor digest is given, the tag dropped where a digest decides.
 * @returns the reference, or the engine's own wording of what is wrong with it
 * @see distribution/reference normalize.go ParseDockerRef, reference.go Parse, regexp.go
 * @see moby daemon/internal/distribution/errors.go for the reserved name `scratch`
 */
export function parseReference(text: string): ParsedReference {
  if (/^[a-f0-9]{64}$/.test(text)) {
    return problem(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { domain, remote } = splitDomain(text);
  const name = remote.split(':', 1)[0] ?? '';
  if (name.toLowerCase() !== name) {
    return problem(`invalid reference format: repository name (${name}) must be lowercase`);
  }
  return parseCanonical(text, `${domain}/${remote}`);
}

/** The name as people type it: Hub's domain and `library/` left out. */
export function familiarName(reference: Reference): string {
  if (reference.domain !== hubDomain) return `${reference.domain}/${reference.path}`;
  const official = /^library\/([^/]+)$/.exec(reference.path);
  return official?.[1] ?? reference.path;
}

/** The familiar name with its tag or digest. */
export function familiarText(reference: Reference): string {
  const name = familiarName(reference);
  return reference.digest === null
    ? `${name}:${reference.tag ?? defaultTag}`
    : `${name}@${reference.digest}`;
}

const defaultTag = 'latest';
const legacyHubDomain = 'index.docker.io';
const maxPathLength = 255;

const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])`;
const domainAndPort = `${host}(?::[0-9]+)?`;
const pathComponent = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const remoteName = `${pathComponent}(?:/${pathComponent})*`;
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const wholeReference = new RegExp(
  `^(?:(${domainAndPort})/)?(${remoteName})(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(${digest}))?$`,
);
const wholeDomain = new RegExp(`^${domainAndPort}$`);

/** Whether a text is `host[:port]` as it may stand in an image name. */
export function isDomain(text: string): boolean {
  return wholeDomain.test(text);
}

function splitDomain(text: string): { readonly domain: string; readonly remote: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { domain: hubDomain, remote: `library/${text}` };
  const first = text.slice(0, slash);
  const isRegistry = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const domain = isRegistry && first !== legacyHubDomain ? first : hubDomain;
  const remote = isRegistry ? text.slice(slash + 1) : text;
  return domain === hubDomain && !remote.includes('/')
    ? { domain, remote: `library/${remote}` }
    : { domain, remote };
}

function parseCanonical(input: string, text: string): ParsedReference {
  const match = wholeReference.exec(text);
  if (!match) {
    return wholeReference.test(text.toLowerCase())
      ? problem('repository name must be lowercase')
      : problem('invalid reference format');
  }
  const [, domain = '', path = '', tag = null, digestText = null] = match;
  if (path.length > maxPathLength) {
    return problem('repository name must not be more than 255 characters');
  }
  const wrongDigest = digestText === null ? null : digestProblem(digestText);
  if (wrongDigest !== null) return problem(wrongDigest);
  if (domain === hubDomain && path === 'library/scratch') {
    return problem("'scratch' is a reserved name");
  }
  return { reference: withDefaults({ input, domain, path, tag, digest: digestText }) };
}

function withDefaults(parts: Omit<Reference, 'canonical'>): Reference {
  const name = `${parts.domain}/${parts.path}`;
  if (parts.digest !== null) {
    return { ...parts, tag: null, canonical: `${name}@${parts.digest}` };
  }
  const tag = parts.tag ?? defaultTag;
  return { ...parts, tag, canonical: `${name}:${tag}` };
}

/** @see opencontainers/go-digest digest.go Validate, algorithm.go */
function digestProblem(text: string): string | null {
  const [algorithm = '', hex = ''] = text.split(':');
  const length = digestLengths[algorithm];
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return /^[0-9a-f]+$/.test(hex) ? null : 'invalid checksum digest format';
}

const digestLengths: { readonly [algorithm: string]: number } = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

function problem(engineText: string): ParsedReference {
  return { problem: said.reference(engineText), engineText };
}
