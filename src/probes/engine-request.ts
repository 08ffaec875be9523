import type { Store } from '../domain/engine.ts';

/** How the engine introduces itself, as far as it is known. */
export interface EngineAccent {
  readonly store: Store;
  readonly userAgent: string;
}

export interface AccentFacts {
  readonly version: string | null;
  readonly goVersion: string;
  readonly gitCommit: string | null;
  readonly kernel: string | null;
  readonly arch: string;
  readonly store: Store;
}

/**
 * Mirrors and filters tell clients apart, so probes send what this store's requests say.
 * @see moby dockerversion/useragent.go, daemon/containerd/resolver.go
 */
export function accentOf(facts: AccentFacts): EngineAccent {
  const version = facts.version ?? 'unknown';
  const parts = [
    `docker/${version}`,
    `go/${facts.goVersion}`,
    ...(facts.gitCommit ? [`git-commit/${facts.gitCommit}`] : []),
    ...(facts.kernel ? [`kernel/${facts.kernel}`] : []),
    `os/linux`,
    `arch/${facts.arch}`,
    ...(facts.store === 'containerd' ? ['containerd-client/2', 'storage-driver/overlayfs'] : []),
    `UpstreamClient(Docker-Client/${version} \\(linux\\))`,
  ];
  return { store: facts.store, userAgent: parts.join(' ') };
}

const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
] as const;

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * containerd joins the media types in one header and ends with a wildcard; classic sends one
 * header each (vendor/github.com/containerd/containerd core/remotes/docker/resolver.go;
 * vendor/github.com/docker/distribution registry/client/repository.go).
 */
export function manifestHeaders(accent: EngineAccent): Headers {
  const accept: Headers =
    accent.store === 'containerd'
      ? [['accept', [...manifestTypes, '*/*'].join(', ')]]
      : manifestTypes.map((type) => ['accept', type] as const);
  return [['user-agent', accent.userAgent], ...accept];
}

/** Everything but manifests: just the name. */
export function plainHeaders(accent: EngineAccent): Headers {
  return [['user-agent', accent.userAgent]];
}

/** `?ns=docker.io`, which containerd adds for mirrors; nothing elsewhere. */
export function withNamespace(path: string, namespace: string | null): string {
  return namespace === null ? path : `${path}?ns=${encodeURIComponent(namespace)}`;
}
