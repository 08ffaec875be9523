import { isRecord } from './http-seen.ts';
import type { BlobChoice } from './manifest.ts';

/**
 * The layers that a manifest names, in its order; nothing for anything else.
 * Only digests of the known shape are taken: they become part of a URL.
 */
export function layersOf(manifest: unknown): readonly BlobChoice[] {
  const layers = isRecord(manifest) && Array.isArray(manifest.layers) ? manifest.layers : [];
  return (layers as unknown[]).flatMap((entry) => {
    if (!isRecord(entry)) return [];
    const { digest, size } = entry;
    const known = typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest);
    return known && typeof size === 'number' && size > 0 ? [{ digest, size }] : [];
  });
}
