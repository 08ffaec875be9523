import { createHash } from 'node:crypto';

/** Bytes as a registry keeps them: named by their digest. */
export interface Content {
  mediaType: string;
  digest: string;
  bytes: Buffer;
}

/** Names bytes by their SHA-256. */
export function contentOf(mediaType: string, bytes: Buffer): Content {
  return { mediaType, bytes, digest: digestOf(bytes) };
}

export const digestOf = (bytes: Uint8Array) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** How one piece of content is referred to by another. */
export const descriptorOf = ({ mediaType, digest, bytes }: Content) => ({
  mediaType,
  digest,
  size: bytes.length,
});

/** JSON content; indented, as registries and `docker push` write it. */
export const jsonContent = (mediaType: string, value: unknown) =>
  contentOf(mediaType, Buffer.from(JSON.stringify(value, null, 3)));
