import type { Evidence, RouteSeen } from '../../checks/evidence.ts';
import type { WalkSeen } from '../../probes/seen.ts';

/**
 * Whether the walks came far enough to exclude a finding that was not made: of a registry that no
 * name leads to, nobody knows whether its limit is used up.
 */
export function wasReached(code: string, { routes }: Pick<Evidence, 'routes'>): boolean {
  const seen = routes.flatMap((route) => route.walks.map((walk) => ({ route, walk })));
  const mirrors = seen.filter(({ walk }) => walk.endpoint.role === 'mirror');
  const upstreams = seen.filter(({ walk }) => walk.endpoint.role === 'upstream');
  if (/^DC2/.test(code)) return seen.every(({ walk }) => cameToTls(walk));
  if (/^DC403/.test(code)) return upstreams.every(({ walk }) => walk.blob.kind === 'saw');
  if (/^DC4/.test(code) && !/^DC405/.test(code)) return upstreams.every(wasAnswered);
  return !/^DC7/.test(code) || mirrors.every(wasAnswered);
}

function cameToTls({ hops: [hop] }: WalkSeen): boolean {
  if (!hop) return false;
  return hop.scheme === 'http' || hop.tls.kind !== 'skipped';
}

/** With an image the manifest has to be answered for; of a host, its greeting. */
function wasAnswered({ route, walk }: { readonly route: RouteSeen; readonly walk: WalkSeen }) {
  return (route.hasImage ? walk.manifest : walk.v2).kind === 'saw';
}
