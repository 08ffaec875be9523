import type { Severity } from '../domain/finding.ts';
import type { WalkSeen } from '../probes/seen.ts';
import type { RouteSeen } from './evidence.ts';
import { firstFailure, stagesOf } from './stages.ts';

/**
 * How much it matters that a walk failed: an error where the pull fails by it, a warning where
 * another endpoint takes over, nothing where the engine's own order foresees it.
 */
export function weightOf(route: RouteSeen, walk: WalkSeen): Severity | null {
  if (isForeseen(route, walk)) return null;
  if (!route.hasImage) return 'error';
  const { outcome } = route.prediction;
  if (outcome === 'pulled') return 'warning';
  return outcome === 'unknown' && mayBeServedElsewhere(route, walk) ? 'warning' : 'error';
}

/** A mirror has the upstream behind it; the upstream, a mirror of which nobody knows how it ends. */
function mayBeServedElsewhere(route: RouteSeen, walk: WalkSeen): boolean {
  if (walk.endpoint.role === 'mirror') return true;
  // What is resolved is fetched from any host of hosts.toml, also from those that were not walked.
  if (route.route.givesElsewhere && failsAtBlob(walk)) return true;
  return route.walks.some(
    (other) => other !== walk && !isSameServer(other, walk) && isUndecided(other),
  );
}

function failsAtBlob(walk: WalkSeen): boolean {
  return firstFailure(stagesOf(walk))?.stage === 'blob';
}

/** Whether the engine may get further than this look did: with more time, or with its login. */
function isUndecided(walk: WalkSeen): boolean {
  if (walk.withheld) return true;
  return stagesOf(walk).some(({ outcome }) => outcome === 'unknown');
}

/**
 * An insecure registry has two endpoints, and one is enough: HTTPS may fail to connect where HTTP
 * greets, and HTTP is not needed where TLS is spoken.
 */
function isForeseen(route: RouteSeen, walk: WalkSeen): boolean {
  if (route.walks.some((other) => isSameServer(other, walk) && greets(other))) return true;
  const { host, role, fallback } = walk.endpoint;
  const twin = route.walks.find(
    ({ endpoint }) =>
      endpoint.host === host && endpoint.role === role && endpoint.fallback !== fallback,
  );
  if (!twin) return false;
  return fallback ? speaksTls(twin) : hasGreeted(twin) && !isOpened(walk);
}

/**
 * hosts.toml can name the registry itself, with a CA of its own say; it then stands in the route once
 * more, as the server that is asked last (containerd core/remotes/docker/config/hosts.go).
 */
function isSameServer(other: WalkSeen, walk: WalkSeen): boolean {
  if (other === walk) return false;
  const { endpoint } = other;
  const { scheme, host, port } = walk.endpoint;
  return endpoint.scheme === scheme && endpoint.host === host && endpoint.port === port;
}

function speaksTls({ hops: [hop] }: WalkSeen): boolean {
  return hop?.tls.kind === 'saw' && hop.verdict?.ok === true;
}

function isOpened({ hops: [hop] }: WalkSeen): boolean {
  return hop !== undefined && hop.tls.kind === 'saw';
}

function hasGreeted(walk: WalkSeen): boolean {
  const { v2, manifest } = walk;
  const asked = [v2, manifest].find((outcome) => outcome.kind === 'saw');
  return asked !== undefined;
}

/**
 * Whether a registry answered and nothing went wrong after that. The containerd store asks for the
 * manifest first, and for nothing else where there is no image.
 */
export function greets(walk: WalkSeen): boolean {
  const states = stagesOf(walk);
  const greeted = states.some(
    ({ stage, outcome }) => (stage === 'v2' || stage === 'manifest') && outcome === 'ok',
  );
  return greeted && !states.some(({ outcome }) => outcome === 'failed');
}
