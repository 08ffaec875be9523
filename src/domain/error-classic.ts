import { isAtLeast } from './engine.ts';
import { causeText, requestText } from './go-error.ts';
import { familiarName, familiarText } from './reference.ts';
import { decodeTrouble, noPlatform, noRealm, notToken, readHttpError } from './registry-error.ts';
import type { Endpoint, Reference, Route } from './route.ts';
import type { HttpFailure, TransportFailure, Trial } from './trial.ts';

interface Context {
  readonly endpoint: Endpoint;
  readonly route: Route;
}

/**
 * What the classic store shows when this was the last thing that happened.
 * @returns null where the text holds something that cannot be known
 * @see moby daemon/internal/distribution/errors.go translatePullError, notFoundError; measured on
 * 20.10.24, 26.1.5 and 28.5.2
 */
export function classicError(trial: Trial, context: Context): string | null {
  switch (trial.kind) {
    case 'transport':
      return transportError(trial, context);
    case 'http':
      return httpError(trial, context);
    case 'noBasicCredentials':
      return manifestRequest('no basic auth credentials', context);
    case 'noRealm':
      return manifestRequest(noRealm, context);
    case 'noToken':
      return manifestRequest(
        'authorization server did not include a token in the response',
        context,
      );
    case 'notToken': {
      const cause = decodeTrouble(trial.body);
      return cause && manifestRequest(`${notToken}${cause}`, context);
    }
    case 'noPlatform':
      return noPlatform(context.route);
    case 'spoiledBlob':
      // Which of the blobs it is decides what stands around it.
      return null;
    case 'notManifest':
      if (trial.lacks) return `missing or empty ${trial.lacks} header`;
      // What a page begins with is all that Go's decoder says of it.
      return trial.mediaType === 'text/html'
        ? "error unmarshalling content: invalid character '<' looking for beginning of value"
        : null;
    case 'served':
    case 'unknown':
      return null;
  }
}

function transportError(failure: TransportFailure, context: Context): string | null {
  const { endpoint, route } = context;
  const { version } = route.engine;
  const text = causeText(failure.cause, failure.detail, {
    host: endpoint.host,
    proxyHost: endpoint.proxy.proxy?.host ?? null,
    version,
    wholeRequestLimit: failure.leg === 'ping' || failure.leg === 'token',
  });
  if (text === null) return null;
  switch (failure.leg) {
    case 'ping':
      return requestText('Get', failure.url ?? pingUrl(context), { text, version });
    case 'manifest':
      return manifestRequest(text, context, failure.url);
    case 'token':
      if (failure.url === null) return null;
      return manifestRequest(requestText('Get', failure.url, { text, version }), context);
    case 'config':
    case 'layer':
      // The retry takes the cause out of the request's error (retryOnError).
      return blobError(failure.leg, text, allAttempts);
  }
}

/** Five retries of the default max-download-attempts make six attempts (daemon/.../xfer). */
const allAttempts = 6;

function blobError(leg: 'config' | 'layer', text: string, attempts: number): string {
  const failed = `download failed after attempts=${attempts}: ${text}`;
  return leg === 'config' ? `error pulling image configuration: ${failed}` : failed;
}

/**
 * The v2 ping; the 1.13 engines asked v1 after v2 had failed, and show that error (measured on the
 * fork).
 */
function pingUrl({ endpoint, route }: Context): string {
  const { version } = route.engine;
  const asksV1 = version !== null && !isAtLeast(version, '17.4') && !isHub(route, endpoint);
  return asksV1 ? `${endpoint.url}/v1/_ping` : `${endpoint.url}/v2/`;
}

function isHub(route: Route, endpoint: Endpoint): boolean {
  return (endpoint.search?.registry ?? route.reference.domain) === 'docker.io';
}

/** @param redirected where the request was sent on to, where it was */
function manifestRequest(
  text: string,
  { endpoint, route }: Context,
  redirected: string | null = null,
): string {
  const { reference } = route;
  const { version } = route.engine;
  const path = endpoint.search?.path ?? reference.path;
  const name = reference.digest ?? reference.tag ?? 'latest';
  const url = redirected ?? `${endpoint.url}/v2/${path}/manifests/${name}`;
  // From 20.10 a tag is looked up with HEAD first (pull_v2.go); a digest is fetched at once.
  const looksUp = reference.digest === null && (version === null || isAtLeast(version, '20.10'));
  return requestText(looksUp ? 'Head' : 'Get', url, { text, version });
}

function httpError(failure: HttpFailure, context: Context): string | null {
  const { reference, engine } = context.route;
  const { leg } = failure;
  const { text, code } = readHttpError(failure, engine.version);
  if (leg === 'config' || leg === 'layer') return blobHttpError(failure, leg, { text, code });
  if (text === null) return null;
  // The token is asked for inside the request for the manifest, whose error wraps it as it is.
  if (leg === 'token') return manifestRequest(text, context);
  const old = engine.version !== null && !isAtLeast(engine.version, '17.7');
  const words = (old ? wordsBefore177 : wordsToday)[code ?? ''];
  return words ? words(reference, text) : text;
}

/** @see retryOnError: these are not tried again */
const finalCodes = ['UNAUTHORIZED', 'UNSUPPORTED', 'DENIED', 'TOOMANYREQUESTS', 'NAME_UNKNOWN'];

function blobHttpError(
  failure: HttpFailure,
  leg: 'config' | 'layer',
  { text, code }: { readonly text: string | null; readonly code: string | null },
): string | null {
  if (failure.status === 404) return blobError(leg, 'unknown blob', 1);
  if (text === null) return null;
  const isFinal = code === null ? failure.status < 500 : finalCodes.includes(code);
  return blobError(leg, text, isFinal ? 1 : allAttempts);
}

type Words = { readonly [code: string]: (reference: Reference, own: string) => string };

const wordsToday: Words = {
  DENIED: (reference, own) =>
    `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': ${own}`,
  MANIFEST_UNKNOWN: (reference, own) => `manifest for ${familiarText(reference)} not found: ${own}`,
  NAME_UNKNOWN: (reference, own) => `repository ${familiarName(reference)} not found: ${own}`,
};

/** @see moby v17.06.0-ce distribution/errors.go TranslatePullError */
const wordsBefore177: Words = {
  DENIED: (reference) =>
    `repository ${familiarName(reference)} not found: does not exist or no pull access`,
  MANIFEST_UNKNOWN: (reference) => `manifest for ${familiarText(reference)} not found`,
  NAME_UNKNOWN: (reference) => `repository ${familiarName(reference)} not found`,
};
