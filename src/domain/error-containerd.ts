import { isAtLeast } from './engine.ts';
import { causeText, requestText } from './go-error.ts';
import { parseObject } from './json-object.ts';
import { familiarName } from './reference.ts';
import { decodeTrouble, detailsOf, noPlatform, noRealm, notToken } from './registry-error.ts';
import type { Endpoint, Reference, Route } from './route.ts';
import { statusText } from './status-text.ts';
import type { HttpFailure, RegistryErrorItem, TransportFailure, Trial } from './trial.ts';

interface Context {
  readonly endpoint: Endpoint;
  readonly route: Route;
}

/**
 * What the containerd store shows for a failure.
 * @returns null where the text holds something that cannot be known
 * @see moby daemon/containerd/image_pull.go, registry_errors.go; containerd client/pull.go fetch
 */
export function containerdError(trial: Trial, context: Context): string | null {
  switch (trial.kind) {
    case 'transport':
      return transportError(trial, context);
    case 'http':
      return httpError(trial, context);
    case 'noBasicCredentials':
      return resolving(
        context.route.reference,
        'pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
      );
    case 'noRealm':
      return resolving(context.route.reference, noRealm);
    case 'noToken':
      return resolving(
        context.route.reference,
        `${anonymousToken}authorization server did not include a token in the response`,
      );
    case 'notToken': {
      const cause = decodeTrouble(trial.body);
      return cause && resolving(context.route.reference, `${anonymousToken}${notToken}${cause}`);
    }
    case 'noPlatform':
      return inIndex(context.route);
    case 'spoiledBlob':
      return spoiled(trial.how, context.route);
    case 'notManifest':
      // The bytes are asked for once more, among the blobs of all hosts from the first one on
      // (fetcher.go Fetch), and what comes of that is what is shown.
      return null;
    case 'served':
    case 'unknown':
      return null;
  }
}

function transportError(failure: TransportFailure, context: Context): string | null {
  const { engine, reference } = context.route;
  const { version } = engine;
  const text = causeText(failure.cause, failure.detail, {
    host: context.endpoint.host,
    proxyHost: context.endpoint.proxy.proxy?.host ?? null,
    version,
    wholeRequestLimit: false,
  });
  if (text === null) return null;
  if (failure.leg === 'ping' || failure.leg === 'manifest') {
    // Plain HTTP is tried below the client, which goes on naming the URL it was asked for.
    const own = manifestUrl(context).replace(
      /^http:/,
      context.endpoint.fallback ? 'https:' : 'http:',
    );
    const url = failure.url ?? own;
    const request = requestText('Head', url, { text, version });
    return resolving(reference, `failed to do request: ${request}`);
  }
  if (!failure.url) return null;
  const request = requestText('Get', failure.url, { text, version });
  if (failure.leg === 'token') {
    return resolving(reference, anonymousToken + request);
  }
  return `${fetching}failed to do request: ${request}`;
}

/** From 28.0 it says how many bytes there were. */
function spoiled(how: 'cut' | 'altered', { engine }: Route): string | null {
  const tells = engine.version === null || isAtLeast(engine.version, '28.0');
  if (how === 'altered' || tells) return null;
  return 'failed to read expected number of bytes: unexpected EOF';
}

/** Until 27.2.1 containerd's own words stood alone (moby v27.2.0 daemon/containerd/image_pull.go). */
function inIndex(route: Route): string | null {
  const words = 'no match for platform in manifest: not found';
  const { version } = route.engine;
  if (version !== null && !isAtLeast(version, '27.2.1')) return words;
  const text = noPlatform(route);
  return text && `${text}: ${words}`;
}

const anonymousToken = 'failed to authorize: failed to fetch anonymous token: ';
const fetching = 'failed to copy: httpReadSeeker: failed open: ';

function httpError(failure: HttpFailure, context: Context): string | null {
  const { route } = context;
  const { reference } = route;
  if (failure.leg === 'config' || failure.leg === 'layer') return blobError(failure, route);
  if (failure.leg === 'token') return tokenError(failure, route);
  if (failure.status === 401 && failure.challengeError !== null) {
    return `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login'`;
  }
  if (failure.status === 404) return resolving(reference, `${reference.canonical}: not found`);
  // A HEAD has no body, so nothing of what the registry says is known.
  const text = unexpectedStatus(failure, 'HEAD', manifestUrl(context));
  return inRegistrysName(route, null, resolving(reference, text));
}

function blobError(failure: HttpFailure, route: Route): string | null {
  if (failure.status === 404) {
    if (!failure.blob) return null;
    const { digest, mediaType } = failure.blob;
    return `${fetching}could not fetch content descriptor ${digest} (${mediaType}) from remote: not found`;
  }
  if (failure.url === null) return null;
  const text = fetching + unexpectedStatus(failure, 'GET', failure.url);
  return translated(failure, route) ?? inRegistrysName(route, failure.body, text);
}

function tokenError(failure: HttpFailure, route: Route): string | null {
  const own = translated(failure, route);
  if (own !== null || failure.url === null) return own;
  const text = anonymousToken + unexpectedStatus(failure, 'GET', failure.url);
  return inRegistrysName(route, failure.body, resolving(route.reference, text));
}

/**
 * From 28.1 what a registry says in JSON takes the place of the whole text.
 * @see moby daemon/containerd/registry_errors.go
 */
function translated(failure: HttpFailure, route: Route): string | null {
  const { version } = route.engine;
  if (version !== null && !isAtLeast(version, '28.1')) return null;
  const [first] = failure.errors ?? [];
  if (first) return `${fromRegistry}${withDetail(first)}`;
  const details = detailsOf(parseObject(failure.body));
  const message = detailMessages[failure.status];
  return details === null || message === undefined ? null : `${message} - ${details}`;
}

const detailMessages: { readonly [status: number]: string } = {
  401: 'authentication required',
  403: 'requested access to the resource is denied',
};

function unexpectedStatus({ status }: HttpFailure, method: string, url: string): string {
  return `unexpected status from ${method} request to ${url}: ${status} ${statusText(status)}`;
}

const fromRegistry = 'error from registry: ';

function withDetail({ message, detail }: RegistryErrorItem): string {
  return detail === undefined ? message : `${message} - ${detail}`;
}

/**
 * From 28.1 an error whose body is JSON without errors is given as the registry's own, and one
 * whose body is anything else as of unknown kind (registry_errors.go; measured on 28.5.2).
 */
function inRegistrysName(route: Route, body: string | null, text: string): string {
  const { version } = route.engine;
  if (version !== null && !isAtLeast(version, '28.1')) return text;
  return body !== null && parseObject(body) ? `${fromRegistry}${text}` : `unknown: ${text}`;
}

/** What stands before every error that ends the search for the manifest (containerd client/pull.go). */
export function resolving({ canonical }: Reference, text: string): string {
  return `failed to resolve reference "${canonical}": ${text}`;
}

function manifestUrl({ endpoint, route }: Context): string {
  const { reference } = route;
  const origin = /^https?:\/\/[^/]+/.exec(endpoint.url)?.[0] ?? endpoint.url;
  const name = reference.digest ?? reference.tag ?? 'latest';
  const query = endpoint.namespace === null ? '' : `?ns=${encodeURIComponent(endpoint.namespace)}`;
  return `${origin}${endpoint.apiPath}/${reference.path}/manifests/${name}${query}`;
}
