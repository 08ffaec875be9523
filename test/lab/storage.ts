/**
 * docker-registry's storage folder, written directly (layout: distribution 2.8,
 * registry/storage/paths.go). A registry reads it on every request, so images can be added while
 * it runs.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Blob, Image } from './images.ts';
import { asManifestList, makeImage, manifestTypes } from './images.ts';

const BALLAST = 4 * 1024 * 1024;

/**
 * What every seeded registry holds: under library/ as on Docker Hub, and without. The images of
 * one `origin` differ from another's, so that an engine has to fetch them, and a digest tells whose
 * they are.
 */
export async function seed(folder: string, origin: string): Promise<void> {
  const hello = await makeImage(`${origin}/hello`);
  const big = await makeImage(`${origin}/big`, BALLAST);
  const secret = await makeImage(`${origin}/secret`);
  for (const space of ['library/', '']) {
    await storeImage(folder, `${space}hello:latest`, asManifestList(hello));
    await storeImage(folder, `${space}hello:1`, hello);
    await storeImage(folder, `${space}big:latest`, big);
  }
  await storeImage(folder, 'private/secret:latest', secret);
}

/** Puts one image (`name:tag`) into a registry's storage folder. */
export async function storeImage(folder: string, reference: string, image: Image): Promise<void> {
  const root = path.join(folder, 'docker/registry/v2');
  const [name = '', tag = 'latest'] = reference.split(':');
  const repository = path.join(root, 'repositories', name);
  for (const part of [image.manifest, ...image.parts]) {
    await writeBlob(root, part);
    const kind = manifestTypes.includes(part.mediaType) ? '_manifests/revisions' : '_layers';
    await writeLink(path.join(repository, kind), part);
  }
  const tagFolder = path.join(repository, '_manifests/tags', tag);
  await write(path.join(tagFolder, 'current/link'), image.manifest.digest);
  await writeLink(path.join(tagFolder, 'index'), image.manifest);
}

async function writeBlob(root: string, { digest, bytes }: Blob): Promise<void> {
  const hex = digest.slice('sha256:'.length);
  await write(path.join(root, 'blobs/sha256', hex.slice(0, 2), hex, 'data'), bytes);
}

async function writeLink(folder: string, { digest }: Blob): Promise<void> {
  await write(path.join(folder, digest.replace(':', '/'), 'link'), digest);
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}
