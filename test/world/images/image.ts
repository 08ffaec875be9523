import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Content, contentOf, descriptorOf, digestOf, jsonContent } from './content.ts';
import { tarOf } from './tar.ts';

/** A layer is the files in it, or a number of bytes that do not compress. */
export type LayerWish = Record<string, string | Buffer> | number;

export interface Platform {
  os: string;
  architecture: string;
  variant?: string;
}

export interface ImageWishes {
  /** The name in the registry, `library/hello`. */
  repo: string;
  tag?: string;
  layers?: LayerWish[];
  format?: 'docker' | 'oci';
  /** What its config is, where it is no image at all: a Helm chart's, a signature's. */
  configType?: string;
  /** More than one makes an index; one of them makes an index too. Left out: a bare manifest. */
  platforms?: Platform[];
  /** What an index has beside images: a builder's attestation of each, or no word of platforms. */
  index?: 'attested' | 'without-platforms';
}

/** An image that can be pulled: everything a registry must hold for it. */
export interface Image {
  repo: string;
  tag: string;
  /** What the tag points to: the index, or the only manifest. */
  top: Content;
  manifests: Content[];
  blobs: Content[];
}

const TYPES = {
  docker: {
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
  oci: {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
} as const;

type Types = { readonly [K in keyof (typeof TYPES)['oci']]: string };

const HERE: Platform = { os: 'linux', architecture: process.arch === 'arm64' ? 'arm64' : 'amd64' };

/** Makes an image with real digests; the same wishes make the same image, random layers apart. */
export function image(wishes: ImageWishes): Image {
  const known = TYPES[wishes.format ?? 'docker'];
  const types = { ...known, config: wishes.configType ?? known.config };
  const layers = (wishes.layers ?? [{ 'hello.txt': `hello from ${wishes.repo}\n` }]).map(layerTar);
  const single = (platform: Platform) => forPlatform(platform, layers, types);
  const parts = (wishes.platforms ?? [HERE]).map(single);
  const manifests = parts.map((part) => part.manifest);
  const attestations = wishes.index === 'attested' ? parts.map((part) => attestationOf(part)) : [];
  const described = entriesOf([...parts, ...attestations], wishes.index);
  const index = wishes.platforms || wishes.index ? [indexOf(described, types)] : [];
  const all = [...index, ...manifests, ...attestations.map(({ manifest }) => manifest)];
  const [top] = all;
  if (!top) throw new Error('an image needs at least one platform');
  const blobs = [...parts, ...attestations].flatMap((part) => part.blobs);
  return { repo: wishes.repo, tag: wishes.tag ?? 'latest', top, manifests: all, blobs };
}

const layerTar = (wish: LayerWish) =>
  tarOf(typeof wish === 'number' ? { 'random.bin': randomBytes(wish) } : wish);

interface Part {
  platform: Platform;
  manifest: Content;
  blobs: Content[];
}

function forPlatform(platform: Platform, tars: Buffer[], types: Types): Part {
  const layers = tars.map((tar) => contentOf(types.layer, gzipSync(tar)));
  const config = jsonContent(types.config, {
    ...platform,
    created: '2026-01-01T00:00:00Z',
    config: { Cmd: ['/hello'] },
    rootfs: { type: 'layers', diff_ids: tars.map(digestOf) },
    history: tars.map(() => ({ created: '2026-01-01T00:00:00Z', created_by: 'world' })),
  });
  const manifest = jsonContent(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptorOf(config),
    layers: layers.map(descriptorOf),
  });
  return { platform, manifest, blobs: [config, ...layers] };
}

/** What BuildKit adds for every platform: no image, and of no platform (moby/buildkit docs/attestations). */
function attestationOf({ manifest }: Part): Part {
  const types = TYPES.oci;
  const layer = jsonContent('application/vnd.in-toto+json', { subject: manifest.digest });
  const config = jsonContent(types.config, {
    architecture: 'unknown',
    os: 'unknown',
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  });
  const made = jsonContent(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptorOf(config),
    layers: [descriptorOf(layer)],
  });
  const platform = { os: 'unknown', architecture: 'unknown' };
  return { platform, manifest: made, blobs: [config, layer] };
}

type Entry = ReturnType<typeof descriptorOf> & { platform?: Platform };

const entriesOf = (parts: Part[], index: ImageWishes['index']): Entry[] =>
  parts.map(({ manifest, platform }) => ({
    ...descriptorOf(manifest),
    ...(index === 'without-platforms' ? {} : { platform }),
  }));

const indexOf = (manifests: Entry[], types: Types) =>
  jsonContent(types.index, { schemaVersion: 2, mediaType: types.index, manifests });

/** The image once more under the same name, but older: another digest, as a stale mirror has it. */
export function staleVersionOf(original: Content): Content {
  const older = Buffer.concat([original.bytes, Buffer.from('\n')]);
  return contentOf(original.mediaType, older);
}
