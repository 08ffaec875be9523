import { type EngineVersion, isAtLeast } from '../../domain/engine.ts';
import type { ManifestSeen, Unfit } from '../../probes/seen.ts';

/**
 * What the engines know by its label: anything else is taken for a manifest of schema 1, or for a
 * blob (docker/distribution manifests.go; containerd core/remotes/docker/fetcher.go; measured on
 * 28.5.2 with either store).
 */
const labels: ReadonlySet<string> = new Set([
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
]);

const schema1 = /^application\/vnd\.docker\.distribution\.manifest\.v1\+/;

/**
 * Whether the engine cannot do anything with what a manifest is labelled as.
 * @param label Content-Type of the answer the engine goes by
 */
export function unfitLabel(label: string, version: EngineVersion | null): Unfit | null {
  if (labels.has(label)) return null;
  if (!schema1.test(label)) return { kind: 'label', type: label };
  // Switched off in 26.0 (moby docs/deprecated.md).
  const isOff = version === null || isAtLeast(version, '26.0');
  return isOff ? { kind: 'schema1', type: label } : null;
}

/**
 * The classic store makes of the headers of a tag what it then asks for, once they name a digest,
 * and takes nothing in the place of one that is missing (docker/distribution
 * registry/client/repository.go descriptorFromResponse; measured on 20.10, 26.1 and 28.5).
 */
export function unfitHead({ digest, mediaType, headers }: ManifestSeen): Unfit | null {
  if (digest === null) return null;
  if (mediaType === '') return { kind: 'header', type: 'Content-Type' };
  return headers['content-length'] ? null : { kind: 'header', type: 'Content-Length' };
}

/** What a config may be labelled as for an image (moby daemon/internal/distribution/pull_v2.go imageTypes). */
const configs: ReadonlySet<string> = new Set([
  'application/vnd.docker.container.image.v1+json',
  'application/vnd.oci.image.config.v1+json',
  'application/octet-stream',
  'application/json',
  'text/html',
  '',
]);

/** A Helm chart, a signature, a plugin: packed like an image, and none. */
export function unfitContent(manifest: unknown): Unfit | null {
  const type = configTypeOf(manifest);
  return type === null || configs.has(type) ? null : { kind: 'artifact', type };
}

function configTypeOf(manifest: unknown): string | null {
  if (typeof manifest !== 'object' || manifest === null || !('config' in manifest)) return null;
  const { config } = manifest;
  if (typeof config !== 'object' || config === null || !('mediaType' in config)) return null;
  return typeof config.mediaType === 'string' ? config.mediaType : null;
}
