import { isAtLeast } from './engine.ts';
import { classicError } from './error-classic.ts';
import type { Endpoint, Route } from './route.ts';
import type { Prediction, Trial } from './trial.ts';

/**
 * The classic store: endpoints one after the other, each from the start; the error shown is the
 * last one met. On the 1.13 fork every registry of the search list is a pull of its own.
 *
 * Some errors of an upstream end the attempt and others do not (continueOnError). That makes no
 * difference: behind an upstream there is only its own plain HTTP, which is left out once HTTP was
 * spoken over TLS, and errors.go ends nothing before that.
 * @see moby daemon/internal/distribution/pull.go pullEndpoints
 * @param trials one for each endpoint, none unknown
 */
export function predictClassic(route: Route, trials: readonly Trial[]): Prediction {
  let last: Prediction = { outcome: 'failed', servedBy: null, error: null };
  for (const registry of searchOrder(route)) {
    last = pullFrom(route, trials, registry);
    if (last.outcome === 'pulled') break;
  }
  return last;
}

/** The registries of a search list; one nameless round everywhere else. */
function searchOrder(route: Route): readonly (string | null)[] {
  return [...new Set(route.endpoints.map((endpoint) => endpoint.search?.registry ?? null))];
}

function pullFrom(route: Route, trials: readonly Trial[], registry: string | null): Prediction {
  let error: string | null = null;
  const speaksTls = new Set<string>();
  for (const [index, endpoint] of route.endpoints.entries()) {
    const trial = trials[index];
    if (!trial || (endpoint.search?.registry ?? null) !== registry) continue;
    if (endpoint.scheme === 'http' && speaksTls.has(authority(endpoint))) continue;
    if (trial.kind === 'served') return { outcome: 'pulled', servedBy: endpoint.url, error: null };
    error = classicError(trial, { endpoint, route });
    if (endpoint.scheme === 'https' && confirmsTls(trial, route))
      speaksTls.add(authority(endpoint));
  }
  return { outcome: 'failed', servedBy: null, error };
}

/**
 * HTTP was spoken with it, so its TLS is right, and plain HTTP is not tried after it. Until 23.0 a
 * Basic challenge without a login was no such proof (moby v20.10.24 distribution/pull_v2.go
 * allowV1Fallback; measured on 20.10.24).
 */
function confirmsTls(trial: Trial, { engine }: Route): boolean {
  const old = engine.version !== null && !isAtLeast(engine.version, '23.0');
  if (trial.kind === 'noBasicCredentials' && old) return false;
  return trial.kind !== 'transport' || trial.leg !== 'ping';
}

function authority(endpoint: Endpoint): string {
  return endpoint.url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
