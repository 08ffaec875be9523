import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WalkSeen } from '../../../src/probes/seen.ts';
import type { RegistryOptions } from '../../world/registry/options.ts';
import { image, startWorld, type World } from '../../world/world.ts';
import { examine } from '../doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** The hop takes long enough for a look ahead, and the stages long enough for it to come to something. */
const slowLine = { accept: 80, tls: 80, v2: 90, token: 90, manifest: 60 };
const app = image({ repo: 'team/app' });

async function pull(name: string, options: RegistryOptions, store: 'classic' | 'containerd') {
  const registry = await world.registry({
    name,
    tls: { kind: 'private-ca' },
    images: [app],
    auth: { kind: 'bearer' },
    ...options,
  });
  const images = [`${name}:${registry.port}/team/app`];
  const { document, codes, diagnosis } = await examine(world, { images, store });
  const [walk] = diagnosis.evidence.routes.flatMap(({ walks }) => walks);
  return { registry, document, codes, walk };
}

/** All that is judged, without what differs between two runs of the same. */
function judged({ document, codes, walk, registry }: Awaited<ReturnType<typeof pull>>) {
  const [route] = document.routes;
  const plain = (text: string | null | undefined) =>
    text?.replaceAll(String(registry.port), 'PORT').replaceAll(/(?:fast|slow)\.lab/g, 'LAB');
  return {
    codes,
    verdict: document.verdict,
    outcome: route?.prediction.outcome,
    error: plain(route?.prediction.error),
    manifest: walk?.manifest.kind,
    content: walk?.content.kind,
    blob: blobOf(walk?.blob),
    redirects: walk?.blob.kind === 'saw' ? walk.blob.data.redirects.length : 0,
    hops: walk?.hops.map(({ role, host }) => `${role} ${plain(host)}`),
  };
}

function blobOf(blob: WalkSeen['blob'] | undefined) {
  if (blob?.kind === 'saw') return blob.data.status;
  return blob?.kind === 'failed' ? blob.code : blob?.because;
}

describe('a look ahead on a slow line', () => {
  test('asks once for the blob, which the engine’s own way has named as well', async () => {
    const slow = await pull('slow.lab', { delays: slowLine }, 'classic');
    expect(slow.codes).toEqual([]);
    expect(slow.document.verdict).toBe('healthy');
    expect(slow.registry.connections()).toBe(2);
    const asked = slow.registry.requests.map(({ method, url }) => `${method} ${url}`);
    expect(asked.filter((line) => line.includes('/blobs/'))).toHaveLength(1);
    const manifests = asked.filter((line) => line.includes('/manifests/'));
    expect(manifests).toHaveLength(3);
    expect(manifests).toContainEqual(expect.stringMatching(/^HEAD .*\/latest$/));
    expect(manifests).toContainEqual(expect.stringMatching(/^GET .*\/sha256:/));
  });

  test('is not taken on a fast line, nor for a host alone', async () => {
    const fast = await pull('fast.lab', {}, 'classic');
    expect(fast.registry.connections()).toBe(1);
    const alone = await world.registry({
      name: 'alone.lab',
      tls: { kind: 'private-ca' },
      delays: slowLine,
    });
    await examine(world, { hosts: [`alone.lab:${alone.port}`] });
    expect(alone.connections()).toBe(1);
  });

  test('sees the host that blobs come from, and gives it no token', async () => {
    const cdn = await world.blobHost({ name: 'cdn.lab', tls: { kind: 'private-ca' } });
    const blobs = { redirect: `https://cdn.lab:${cdn.port}` };
    const slow = await pull('slow.lab', { delays: slowLine, blobs }, 'classic');
    expect(slow.codes).toEqual([]);
    expect(slow.walk?.hops.map(({ host }) => host)).toEqual(['slow.lab', 'cdn.lab']);
    expect(cdn.requests.length).toBeGreaterThan(0);
    const sent = cdn.requests.flatMap(({ headers }) => Object.keys(headers));
    expect(sent).not.toContain('authorization');
  });

  const behaviours: { readonly [name: string]: RegistryOptions } = {
    'all is well': {},
    'nobody is asked for a token': { auth: { kind: 'none' } },
    'there is no such image': { images: [] },
    'HEAD is refused': { headStatus: 405 },
    'manifests are refused': { manifestStatus: 403 },
    'the tag is said to be another digest': { announcedDigest: `sha256:${'0'.repeat(64)}` },
    'blobs are missing': { blobs: 'missing' },
    'blobs are cut short': { blobs: 'truncated' },
    'blobs are others': { blobs: 'corrupted' },
    'blobs lead around in a circle': { blobs: 'redirect-loop' },
    'manifests are not JSON': { distort: { stage: 'manifest', how: 'gzip-bomb', method: 'GET' } },
  };
  const stores = ['classic', 'containerd'] as const;
  const cases = Object.entries(behaviours).map(([name, options], index) => {
    return { name, options, store: stores[index % 2] ?? 'classic' };
  });

  test.each(cases)('judges as without it when $name ($store)', async ({ options, store }) => {
    const fast = await pull('fast.lab', options, store);
    const slow = await pull('slow.lab', { ...options, delays: slowLine }, store);
    expect(judged(slow)).toEqual(judged(fast));
    expect(slow.registry.connections()).toBeGreaterThan(1);
  });
});
