import { type EngineVersion, isAtLeast } from './engine.ts';
import type { Route } from './route.ts';
import { statusText } from './status-text.ts';
import type { HttpFailure, RegistryErrorItem } from './trial.ts';

/** How the classic store's client reads an HTTP answer that is no success. */
export interface ReadError {
  /** the client's own text; null where it cannot be known */
  readonly text: string | null;
  /** the code by which the engine words it anew; null for answers that are no registry's error */
  readonly code: string | null;
}

/**
 * Reads an answer of 400 and above.
 * @see moby vendor/github.com/docker/distribution registry/client/errors.go HandleErrorResponse,
 * at v24.0.9 and today; measured on 20.10, 26.1 and 28.5
 */
export function readHttpError(failure: HttpFailure, version: EngineVersion | null): ReadError {
  const { status } = failure;
  if (status < 400 || status > 499) {
    return { text: `received unexpected HTTP status: ${status} ${statusText(status)}`, code: null };
  }
  const challenged = challengeCodes[failure.challengeError ?? ''];
  if (challenged) return coded(challenged, defaultMessages[challenged] ?? '');
  if (failure.bodyUnknown) return { text: null, code: null };
  const readsJson = isJson(failure.contentType) || (version && !isAtLeast(version, '25.0'));
  return readsJson ? readJson(failure) : fromStatus(status, failure.body);
}

/** What both stores say of a challenge that names no token server (auth.GenerateTokenOptions). */
export const noRealm = 'no realm specified for token auth challenge';
/** What stands before why a token server's answer is none. */
export const notToken = 'unable to decode token response: ';

/** What both stores say of an index without the wanted platform. */
export function noPlatform({ engine }: Pick<Route, 'engine'>): string | null {
  const { platform } = engine;
  return platform === undefined
    ? null
    : `no matching manifest for ${platform} in the manifest list entries`;
}

/** What Go's stream decoder says of a body that should be an object; null where it is not known. */
export function decodeTrouble(body: string | null): string | null {
  if (body === null) return null;
  const text = body.trimStart();
  if (text === '') return 'EOF';
  if (/^[<A-Za-eg-mo-su-z!-#%&'*+.,/:;=?@]/.test(text)) {
    return `invalid character '${text[0]}' looking for beginning of value`;
  }
  return text.startsWith('{') && /[{:,"]\s*$/.test(text) ? 'unexpected EOF' : null;
}

function readJson(failure: HttpFailure): ReadError {
  const body = parse(failure.body);
  const details = detailsOf(body);
  if (details !== null) return fromStatus(failure.status, details);
  const [first] = failure.errors ?? [];
  if (first) return fromItem(first);
  if (failure.status === 401) return fromStatus(401, defaultMessages.UNAUTHORIZED ?? '');
  const cause = parseTrouble(failure.body, body);
  if (cause === null) return { text: null, code: null };
  const quoted = JSON.stringify(failure.body);
  const text = `error parsing HTTP ${failure.status} response body: ${cause}: ${quoted}`;
  return { text, code: null };
}

/** An error without detail and with its code's own message is reduced to the code (errcode/errors.go). */
function fromItem({ code, message, hasDetail = true }: RegistryErrorItem): ReadError {
  const bare = !hasDetail && (message === '' || message === defaultMessages[code]);
  return bare ? { text: worded(code), code: null } : coded(code, message);
}

function fromStatus(status: number, message: string): ReadError {
  return coded(statusCodes[status] ?? 'UNKNOWN', message);
}

function coded(code: string, message: string): ReadError {
  return { text: `${worded(code)}: ${message}`, code };
}

function worded(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

/** @see vendor/github.com/docker/distribution registry/api/errcode/register.go, api/v2/errors.go */
const defaultMessages: { readonly [code: string]: string } = {
  UNAUTHORIZED: 'authentication required',
  DENIED: 'requested access to the resource is denied',
  TOOMANYREQUESTS: 'too many requests',
  UNAVAILABLE: 'service unavailable',
  UNSUPPORTED: 'The operation is unsupported.',
  UNKNOWN: 'unknown error',
  MANIFEST_UNKNOWN: 'manifest unknown',
  NAME_UNKNOWN: 'repository name not known to registry',
  NAME_INVALID: 'invalid repository name',
  BLOB_UNKNOWN: 'blob unknown to registry',
};

const challengeCodes: { readonly [error: string]: string } = {
  invalid_token: 'UNAUTHORIZED',
  insufficient_scope: 'DENIED',
};

const statusCodes: { readonly [status: number]: string } = {
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  429: 'TOOMANYREQUESTS',
};

function isJson(contentType: string | null): boolean {
  return /^application\/(vnd\.api\+)?json\s*(;|$)/i.test(contentType ?? '');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** `{"details": "…"}`, a form older token servers answer with (Docker Hub among them). */
export function detailsOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('details' in body)) return null;
  return typeof body.details === 'string' && body.details !== '' ? body.details : null;
}

/** What Go's JSON decoder says of a body without errors; null where its words are not known here. */
function parseTrouble(body: string, parsed: unknown): string | null {
  if (typeof parsed === 'object' && parsed !== null) {
    return 'no error details found in HTTP response body';
  }
  const first = body.trimStart()[0];
  if (first === undefined) return 'unexpected end of JSON input';
  if (/[[{"\dtfn-]/.test(first)) return null;
  return `invalid character '${first}' looking for beginning of value`;
}
