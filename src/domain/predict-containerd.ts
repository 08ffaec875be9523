import { isAtLeast } from './engine.ts';
import { containerdError } from './error-containerd.ts';
import type { Endpoint, Route } from './route.ts';
import type { Prediction, TransportFailure, Trial } from './trial.ts';

/**
 * The containerd store: every host is asked for the manifest in turn; the error shown is the best
 * ranked, the first among equals. Blobs start again at the first host.
 * @see containerd core/remotes/docker/resolver.go Resolve, fetcher.go Fetch
 * @param trials one for each endpoint, none unknown
 */
export function predictContainerd(route: Route, trials: readonly Trial[]): Prediction {
  const attempts = withOneAuthorizer(attemptsOf(route, trials));
  let shown: { readonly attempt: Attempt; readonly rank: number } | null = null;
  for (const attempt of attempts) {
    const { trial, endpoint } = attempt;
    if (hasManifest(trial)) return fetchBlobs(route, attempts, attempt);
    // The manifest is resolved, and what follows does not go back on that.
    if (trial.kind === 'notManifest' || trial.kind === 'noPlatform') {
      const error = containerdError(trial, { endpoint, route });
      return { outcome: 'failed', servedBy: endpoint.url, error };
    }
    const rank = rankOf(trial, route);
    if (shown === null || rank > shown.rank) shown = { attempt, rank };
  }
  if (shown === null || (shown.rank === 1 && endsAtBlobs(route, attempts))) {
    return { outcome: 'failed', servedBy: null, error: null };
  }
  const error = containerdError(shown.attempt.trial, { ...shown.attempt, route });
  return { outcome: 'failed', servedBy: null, error };
}

/**
 * A digest that is no manifest anywhere is looked for among the blobs. From 28.0 any answer there
 * is shown rather than a request that came to nothing.
 */
function endsAtBlobs(route: Route, attempts: readonly Attempt[]): boolean {
  if (route.reference.digest === null || isBefore(route, '28.0')) return false;
  return attempts.some(({ trial }) => trial.kind !== 'transport' || isElsewhere(trial));
}

/** Lost where only the manifest had been sent on to: whoever sent it there may answer for a blob. */
function isElsewhere({ leg, url }: TransportFailure): boolean {
  return leg === 'manifest' && url !== null;
}

interface Attempt {
  readonly endpoint: Endpoint;
  readonly trial: Trial;
}

/** One attempt per host: where HTTPS fails in a way that allows it, plain HTTP answers in its place. */
function attemptsOf(route: Route, trials: readonly Trial[]): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (const [index, endpoint] of route.endpoints.entries()) {
    const trial = trials[index];
    if (!trial) continue;
    const before = attempts.at(-1);
    if (!endpoint.fallback) attempts.push({ endpoint, trial });
    else if (before && fallsBack(before, route)) attempts.splice(-1, 1, { endpoint, trial });
  }
  return attempts;
}

/**
 * All hosts of a pull share one authorizer, which goes by `host[:port]` and not by scheme: where a
 * token could not be had for one endpoint, none is asked for again at the other, and the request
 * is not made (containerd core/remotes/docker/authorizer.go; measured on 28.5.2).
 */
function withOneAuthorizer(attempts: readonly Attempt[]): readonly Attempt[] {
  const refused = new Map<string, Trial>();
  return attempts.map(({ endpoint, trial }) => {
    const authority = endpoint.url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    const met = refused.get(authority) ?? trial;
    if (isTokenTrouble(met)) refused.set(authority, met);
    return { endpoint, trial: met };
  });
}

function isTokenTrouble(trial: Trial): boolean {
  if (trial.kind === 'noToken' || trial.kind === 'notToken') return true;
  return (trial.kind === 'transport' || trial.kind === 'http') && trial.leg === 'token';
}

/** @see containerd core/remotes/docker/resolver.go isTLSError, isPortError */
function fallsBack({ endpoint, trial }: Attempt, route: Route): boolean {
  if (trial.kind !== 'transport' || trial.leg === 'token') return false;
  if (trial.cause === 'tls-plain-http') return true;
  // Before 27.0 nothing else counted (moby v26.1.5 vendor/github.com/moby/buildkit resolver.go).
  if (isBefore(route, '27.0')) return false;
  if (trial.cause === 'tls-timeout') return true;
  return !hasPort(endpoint) && isConnectionTrouble(trial);
}

function isConnectionTrouble(failure: TransportFailure): boolean {
  return ['refused', 'dial-timeout', 'header-timeout', 'name-timeout'].includes(failure.cause);
}

function hasPort(endpoint: Endpoint): boolean {
  return /^https?:\/\/(\[[^\]]*\]|[^:/]*):\d+/.test(endpoint.url);
}

/** The manifest came; only a blob was missing. */
function hasManifest(trial: Trial): boolean {
  if (trial.kind === 'served' || trial.kind === 'spoiledBlob') return true;
  return (
    (trial.kind === 'transport' || trial.kind === 'http') &&
    (trial.leg === 'config' || trial.leg === 'layer')
  );
}

/**
 * HTTP 400 and above over 404 over everything else (resolver.go firstErrPriority). Before 28.0 a
 * 404 was shown only if there was nothing else, and the rest were equals (containerd 1.7).
 */
function rankOf(trial: Trial, route: Route): number {
  // A failed or refused authorisation is an error of the request, not a status.
  const isStatus =
    trial.kind === 'http' &&
    trial.leg !== 'token' &&
    !(trial.status === 401 && trial.challengeError !== null);
  const isMissing = isStatus && trial.status === 404;
  if (isBefore(route, '28.0')) return isMissing ? 1 : 2;
  if (!isStatus) return 1;
  return isMissing ? 2 : 3;
}

/** Who had no manifest to give was not asked for blobs, and limits on manifests are not for those. */
function mayServeBlobs({ trial }: Attempt): boolean {
  if (trial.kind !== 'http' || trial.leg !== 'manifest') return false;
  return ![401, 403, 404].includes(trial.status);
}

function isBefore(route: Route, release: string): boolean {
  const { version } = route.engine;
  return version !== null && !isAtLeast(version, release);
}

/**
 * Any host may serve the blobs; if none does, the first host's error is shown. The first that
 * begins to serve one is the one: what is wrong with the bytes then ends the pull (measured on
 * 26.1.5 and 28.5.2).
 */
function fetchBlobs(route: Route, attempts: readonly Attempt[], resolvedBy: Attempt): Prediction {
  const opened = attempts.find(({ trial }) => ['served', 'spoiledBlob'].includes(trial.kind));
  if (opened?.trial.kind === 'served') {
    return { outcome: 'pulled', servedBy: resolvedBy.endpoint.url, error: null };
  }
  const earlier = opened ? attempts.slice(0, attempts.indexOf(opened)) : attempts;
  if (route.givesElsewhere || earlier.some(mayServeBlobs)) {
    return { outcome: 'unknown', servedBy: resolvedBy.endpoint.url, error: null };
  }
  if (opened) {
    const error = containerdError(opened.trial, { ...opened, route });
    return { outcome: 'failed', servedBy: resolvedBy.endpoint.url, error };
  }
  const first = attempts[0] === resolvedBy ? resolvedBy : null;
  const error = first && containerdError(first.trial, { ...first, route });
  return { outcome: 'failed', servedBy: resolvedBy.endpoint.url, error };
}
