/** Images the lab makes itself, byte for byte: no engine and no download is needed for them. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { programs } from './programs.ts';

export type Blob = { readonly digest: string; readonly mediaType: string; readonly bytes: Buffer };
/** `manifest` is what the tag points at; `parts` is everything it leads to, manifests included. */
export type Image = { readonly manifest: Blob; readonly parts: readonly Blob[] };

const docker = 'application/vnd.docker';
export const manifestTypes = [
  `${docker}.distribution.manifest.v2+json`,
  `${docker}.distribution.manifest.list.v2+json`,
];

const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
const epoch = new Date(0);

/** An image whose /hello ends at once and whose /pause never does, and `extra` bytes of ballast. */
export async function makeImage(name: string, extra = 0): Promise<Image> {
  const tar = await layerTar(name, extra);
  const layer = blob(`${docker}.image.rootfs.diff.tar.gzip`, gzipSync(tar));
  const config = json(`${docker}.container.image.v1+json`, {
    architecture,
    os: 'linux',
    created: epoch.toISOString(),
    config: { Cmd: ['/hello'], Labels: { 'lab.image': name } },
    rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
    history: [{ created: epoch.toISOString(), created_by: 'dockcfg lab' }],
  });
  const manifest = json(manifestTypes[0] ?? '', {
    schemaVersion: 2,
    mediaType: manifestTypes[0],
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
  return { manifest, parts: [layer, config] };
}

/** The same image behind a manifest list, the way Docker Hub serves its official images. */
export function asManifestList(image: Image): Image {
  const platform = { architecture, os: 'linux' };
  const manifest = json(manifestTypes[1] ?? '', {
    schemaVersion: 2,
    mediaType: manifestTypes[1],
    manifests: [{ ...descriptor(image.manifest), platform }],
  });
  return { manifest, parts: [...image.parts, image.manifest] };
}

async function layerTar(name: string, extra: number): Promise<Buffer> {
  const archive = pack();
  for (const [file, bytes] of Object.entries(programs())) {
    archive.entry({ name: file, mode: 0o755, mtime: epoch }, bytes);
  }
  archive.entry({ name: 'name', mtime: epoch }, name);
  if (extra > 0) archive.entry({ name: 'ballast', mtime: epoch }, ballast(name, extra));
  archive.finalize();
  return buffer(archive);
}

/** Bytes that do not compress and are the same on every run. */
function ballast(seed: string, size: number): Buffer {
  return createHash('shake256', { outputLength: size }).update(seed).digest();
}

function json(mediaType: string, value: unknown): Blob {
  return blob(mediaType, Buffer.from(JSON.stringify(value)));
}

function blob(mediaType: string, bytes: Buffer): Blob {
  return { mediaType, bytes, digest: sha256(bytes) };
}

function descriptor({ mediaType, digest, bytes }: Blob) {
  return { mediaType, digest, size: bytes.length };
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
