import { hubHost } from '../domain/endpoint.ts';
import type { EngineView } from '../domain/view.ts';
import { type HopSight, subjectOf } from './sights.ts';

/**
 * Where this engine reads a further CA for a hop: the trust directory whose name stands in the
 * image, Docker Hub's for containerd, or only the system's store.
 */
export type TrustPlace =
  | { readonly kind: 'directory'; readonly host: string; readonly path: string }
  | { readonly kind: 'system' };

/** @see moby daemon/pkg/registry/registry.go loadTLSConfig, daemon/hosts.go; measured on 28.5.2 */
export function trustPlaceFor(sight: HopSight, view: EngineView): TrustPlace {
  const { endpoint } = sight.walk;
  const containerd = view.engine.store === 'containerd';
  const isHub = sight.route.route.reference.domain === 'docker.io';
  if (sight.hop.role === 'token' && endpoint.tokenTrust) return { kind: 'system' };
  if (isHub && endpoint.host === hubHost && !containerd) return { kind: 'system' };
  const host = isHub && containerd ? 'docker.io' : hostOf(sight);
  return { kind: 'directory', host, path: `${view.certsDir}/${host}` };
}

/** The directory is named as the registry is: by image name, or by mirror URL. */
function hostOf({ route, walk }: HopSight): string {
  if (walk.endpoint.role === 'mirror') return new URL(walk.endpoint.url).host;
  const { domain } = route.route.reference;
  return walk.endpoint.search?.registry ?? domain ?? subjectOf(walk.endpoint);
}
