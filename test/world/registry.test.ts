import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, json } from './client.ts';
import { digestOf } from './images/content.ts';
import type { Registry } from './registry/registry.ts';
import { image, startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
const hello = image({ repo: 'library/hello', layers: [{ 'a.txt': 'a' }, { 'b.txt': 'b' }] });
beforeAll(async () => {
  world = await startWorld();
  registry = await world.registry({ name: 'registry.example', images: [hello] });
});
afterAll(() => world.stop());

const v2 = (path: string) => `${registry.url}/v2/${path}`;

describe('a registry', () => {
  it('is open unless told otherwise', async () => {
    const answer = await ask(v2(''));
    expect(answer.status).toBe(200);
    expect(answer.headers['docker-distribution-api-version']).toBe('registry/2.0');
  });

  it('serves a manifest by tag and by digest, under its true digest', async () => {
    const byTag = await ask(v2('library/hello/manifests/latest'));
    expect(byTag.headers['docker-content-digest']).toBe(digestOf(byTag.bytes));
    const byDigest = await ask(v2(`library/hello/manifests/${hello.top.digest}`));
    expect(byDigest.bytes).toEqual(byTag.bytes);
  });

  it('tells size and digest of a manifest on HEAD', async () => {
    const answer = await ask(v2('library/hello/manifests/latest'), { method: 'HEAD' });
    expect(answer.headers['content-length']).toBe(String(hello.top.bytes.length));
    expect(answer.headers['docker-content-digest']).toBe(hello.top.digest);
    expect(answer.bytes).toHaveLength(0);
  });

  it('serves layers whose uncompressed digests are those in the config', async () => {
    const { config, layers } = JSON.parse(hello.top.bytes.toString());
    const { rootfs } = json<{ rootfs: { diff_ids: string[] } }>(
      await ask(v2(`library/hello/blobs/${config.digest}`)),
    );
    const answers = layers.map(({ digest }: { digest: string }) =>
      ask(v2(`library/hello/blobs/${digest}`)),
    );
    const found = (await Promise.all(answers)).map(({ bytes }) => digestOf(gunzipSync(bytes)));
    expect(found).toEqual(rootfs.diff_ids);
  });

  it('lists tags and repositories', async () => {
    expect(json(await ask(v2('library/hello/tags/list')))).toEqual({
      name: 'library/hello',
      tags: ['latest'],
    });
    expect(json(await ask(v2('_catalog')))).toEqual({ repositories: ['library/hello'] });
  });

  it('tells an unknown tag from an unknown repository', async () => {
    expect((await ask(v2('library/hello/manifests/nope'))).text).toContain('MANIFEST_UNKNOWN');
    expect((await ask(v2('library/nope/manifests/latest'))).text).toContain('NAME_UNKNOWN');
    expect((await ask(v2('library/hello/blobs/sha256:0'))).text).toContain('BLOB_UNKNOWN');
  });

  it('keeps what each request looked like', async () => {
    const asked = registry.seen(({ url }) => url.includes('tagged'));
    await ask(v2('library/hello/manifests/tagged?ns=docker.io'), { headers: { Host: 'hub' } });
    expect(await asked).toMatchObject({
      method: 'GET',
      url: '/v2/library/hello/manifests/tagged?ns=docker.io',
      host: 'hub',
      tls: null,
      from: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    });
  });
});

describe('images', () => {
  it('are the same for the same wishes', () => {
    expect(image({ repo: 'a' }).top.digest).toBe(image({ repo: 'a' }).top.digest);
  });

  it('come as OCI too, and for several platforms under one index', async () => {
    const arm = { os: 'linux', architecture: 'arm64', variant: 'v8' };
    const platforms = [{ os: 'linux', architecture: 'amd64' }, arm];
    registry.add(image({ repo: 'many', tag: '2', format: 'oci', platforms }));
    const index = await ask(v2('many/manifests/2'));
    expect(index.headers['content-type']).toBe('application/vnd.oci.image.index.v1+json');
    const { manifests } = json<{ manifests: { digest: string; platform: unknown }[] }>(index);
    expect(manifests.map(({ platform }) => platform)).toEqual(platforms);
    const one = await ask(v2(`many/manifests/${manifests[1]?.digest}`));
    expect(json(one)).toMatchObject({ schemaVersion: 2, layers: [{ size: expect.any(Number) }] });
  });

  it('have layers as large as wished, that do not compress', () => {
    const [, layer] = image({ repo: 'big', layers: [100_000] }).blobs;
    expect(layer?.bytes.length).toBeGreaterThan(100_000);
  });
});

describe('the answer to /v2/', () => {
  it.each([
    ['ok', 200, 'application/json'],
    ['unauthorized', 401, 'application/json'],
    ['not-found', 404, 'text/html'],
    ['html', 200, 'text/html'],
    ['error', 500, 'application/json'],
  ] as const)('can be %s', async (behaviour, status, type) => {
    registry.options.v2 = behaviour;
    const answer = await ask(v2(''));
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      expect.stringContaining(type),
    ]);
  });

  it('can be a redirect', async () => {
    registry.options.v2 = { redirect: 'https://elsewhere.example/v2/' };
    const { status, headers } = await ask(v2(''));
    expect([status, headers.location]).toEqual([301, 'https://elsewhere.example/v2/']);
  });
});

it('counts pulls as Docker Hub does: HEAD is free, GET is not, then 429', async () => {
  registry.options.rateLimit = { limit: 100, remaining: 1 };
  const manifest = v2('library/hello/manifests/latest');
  const free = await ask(manifest, { method: 'HEAD' });
  expect(free.headers['ratelimit-remaining']).toBe('1;w=21600');
  expect((await ask(manifest)).headers['ratelimit-remaining']).toBe('0;w=21600');
  const refused = await ask(manifest);
  expect(refused.status).toBe(429);
  expect(refused.text).toContain('unauthenticated pull rate limit');
  delete registry.options.rateLimit;
});

it('has a clock of its own', async () => {
  registry.options.clockSkewSeconds = 3600;
  const { headers } = await ask(v2(''));
  const ahead = Date.parse(headers.date ?? '') - Date.now();
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(5000);
});

it('can live under a path', async () => {
  const below = await world.registry({ basePath: '/hub', images: [hello] });
  expect((await ask(`${below.url}/hub/v2/library/hello/manifests/latest`)).status).toBe(200);
  expect((await ask(`${below.url}/v2/library/hello/manifests/latest`)).status).toBe(404);
});

it.each(['accept', 'tls', 'v2', 'manifest', 'blob'] as const)(
  'can be slow at %s',
  async (stage) => {
    const slow = await world.registry({
      images: [hello],
      delays: { [stage]: 120 },
      tls: { kind: 'private-ca' },
    });
    const [config] = hello.blobs;
    const paths = { manifest: 'library/hello/manifests/latest', blob: `x/blobs/${config?.digest}` };
    const path = stage === 'manifest' || stage === 'blob' ? paths[stage] : '';
    const begun = performance.now();
    const answer = await ask(`${slow.url}/v2/${path}`, { ca: world.authority.pem });
    expect(answer.status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(110);
  },
);

it('listens on IPv6', async () => {
  const six = await world.registry({ address: '::1', tls: { kind: 'private-ca' } });
  expect(six.host).toMatch(/^\[::1\]:\d+$/);
  expect((await ask(`${six.url}/v2/`, { ca: world.authority.pem })).status).toBe(200);
});

it('listens on any other loopback address', async () => {
  const other = await world.registry({ address: '127.0.0.77' });
  expect((await ask(`http://127.0.0.77:${other.port}/v2/`)).status).toBe(200);
});
