import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RankedMirror } from '../../../src/engine/rank/order.ts';
import { contactDeadlineMs } from '../../../src/engine/rank/rank.ts';
import type { Image } from '../../world/images/image.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { image, startWorld, type World } from '../../world/world.ts';
import { rankIn } from './world.ts';

describe('ranking mirrors', () => {
  let world: World;
  let alpine: Image;
  let hub: Registry;
  beforeAll(async () => {
    world = await startWorld();
    const platforms = [
      { os: 'linux', architecture: 'arm64' },
      { os: 'linux', architecture: 'amd64' },
    ];
    alpine = image({ repo: 'library/alpine', layers: [400_000, 1_000], platforms });
    hub = await world.registry({
      name: 'registry-1.docker.io',
      tls: { kind: 'private-ca' },
      images: [alpine],
    });
  });
  afterAll(() => world.stop());

  const mirror = (options: Parameters<World['registry']>[0] = {}) =>
    world.registry({ images: [alpine], ...options });
  const standings = (mirrors: readonly RankedMirror[]) =>
    mirrors.map(({ judged }) => judged.standing);

  it('puts the fast one first, by the bytes of the real layer', async () => {
    const slow = await mirror({ bytesPerSecond: 300_000 });
    const fast = await mirror();
    const { mirrors, agreed } = await rankIn(world, { mirrors: [slow.url, fast.url], hub });
    expect(mirrors.map(({ candidate, rank }) => [candidate.url, rank])).toEqual([
      [fast.url, 1],
      [slow.url, 2],
    ]);
    expect(agreed).toEqual({ digest: alpine.top.digest, by: 'upstream' });
    const speed = mirrors[1]?.bytesPerSecond ?? 0;
    expect(speed).toBeGreaterThan(150_000);
    expect(speed).toBeLessThan(450_000);
    expect(mirrors[0]?.rounds).toHaveLength(2);
  });

  it('counts the wait for the first byte, redirects and tokens included', async () => {
    const tokens = await world.tokenServer({});
    const storage = await world.blobHost({});
    const far = await mirror({
      auth: { kind: 'bearer', realm: tokens.realm, service: 'm' },
      blobs: { redirect: storage.url },
      delays: { blob: 200 },
    });
    const { mirrors } = await rankIn(world, { mirrors: [far.url], hub });
    expect(standings(mirrors)).toEqual(['serves']);
    expect(mirrors[0]?.firstByteMs).toBeGreaterThanOrEqual(190);
    expect(mirrors[0]?.bytesPerSecond).toBeGreaterThan(0);
  });

  it.each(['classic', 'containerd'] as const)(
    'names each kind of dead and lying mirror (%s store)',
    async (store) => {
      const stale = image({ repo: 'library/alpine', layers: [1_000] });
      hub.add({ ...stale, tag: '3.0' });
      const kinds = {
        stale: await world.registry({ images: [stale] }),
        differs: await world.registry({
          images: [image({ repo: 'library/alpine', layers: [{ 'evil.txt': 'mine' }] })],
        }),
        corrupted: await mirror({ blobs: 'corrupted' }),
        page: await world.portal({}),
        refuses: await mirror({ mirror: { allow: ['library/nginx'] } }),
        'wants-login': await mirror({ mirror: 'unauthorized' }),
        'lacks-image': await mirror({ mirror: 'not-found' }),
        'prefix-only': await mirror({ mirror: { prefix: 'docker.io' } }),
        limited: await mirror({ mirror: 'throttled' }),
        failing: await mirror({ mirror: 'error' }),
      };
      const strange = await mirror({ name: 'strange.example', tls: { kind: 'self-signed' } });
      const dead = await world.deadEndpoint();
      const wishes = {
        'name-not-found': 'https://gone.example',
        unreachable: `http://${dead}`,
        untrusted: `https://strange.example:${strange.port}`,
        'no-tls': `https://${(await mirror()).host}`,
        ...Object.fromEntries(Object.entries(kinds).map(([kind, { url }]) => [kind, url])),
      };
      const dns = await world.dns();
      const { mirrors } = await rankIn(world, {
        mirrors: Object.values(wishes),
        hub,
        store,
        rounds: 1,
        resolver: { servers: [{ address: dns.address, port: dns.port }] },
      });
      const found = Object.fromEntries(
        mirrors.map(({ judged, candidate }) => [candidate.url, judged.standing]),
      );
      expect(found).toEqual(
        Object.fromEntries(Object.entries(wishes).map(([kind, url]) => [url, kind])),
      );
      expect(mirrors.every(({ rank }) => rank === null)).toBe(true);
    },
  );

  it('goes by the majority where Docker Hub cannot be asked, and says so', async () => {
    const odd = await world.registry({
      images: [image({ repo: 'library/alpine', layers: [{ 'old.txt': 'old' }] })],
    });
    const same = [await mirror(), await mirror()];
    const { mirrors, agreed } = await rankIn(world, {
      mirrors: [odd.url, ...same.map(({ url }) => url)],
      rounds: 0,
    });
    expect(agreed).toEqual({ digest: alpine.top.digest, by: 'majority' });
    const judged = mirrors.find(({ candidate }) => candidate.url === odd.url)?.judged;
    expect(judged?.standing).toBe('differs');
    expect(judged?.text.en).toContain('Docker Hub could not be asked');
  });

  it('believes nobody where one stands against one', async () => {
    const odd = await world.registry({
      images: [image({ repo: 'library/alpine', layers: [{ 'old.txt': 'old' }] })],
    });
    const { mirrors, agreed } = await rankIn(world, {
      mirrors: [odd.url, (await mirror()).url],
      rounds: 0,
    });
    expect(agreed).toEqual({ digest: null, by: null });
    expect(standings(mirrors)).toEqual(['serves', 'serves']);
  });

  it('goes through the proxy that the engine would use', async () => {
    const behind = await mirror({ name: 'far.example' });
    const proxy = await world.proxy({});
    const { mirrors } = await rankIn(world, {
      mirrors: [`http://far.example:${behind.port}`],
      view: { proxies: { http: proxy.url, https: '', no: '' } },
      rounds: 1,
    });
    expect(mirrors).toMatchObject([{ proxy: proxy.url, judged: { standing: 'serves' } }]);
    expect(mirrors[0]?.bytesPerSecond).toBeGreaterThan(0);
  });

  it('lists a mirror of the host that this engine would not start with', async () => {
    const { mirrors } = await rankIn(world, {
      mirrors: [(await mirror()).url],
      view: { mirrors: ['ftp://old.example'] },
      rounds: 0,
    });
    expect(standings(mirrors)).toEqual(['serves', 'refused']);
  });

  it('tells what is known when the budget is spent, and what was not tried to the end', async () => {
    const fast = await mirror();
    const hanging = await world.registry({ accept: 'hang' });
    const late = await mirror({ delays: { manifest: 30_000 } });
    const { mirrors, complete, elapsedMs } = await rankIn(world, {
      mirrors: [hanging.url, late.url, fast.url],
      hub,
      budgetMs: 2_500,
    });
    expect(complete).toBe(false);
    expect(elapsedMs).toBeLessThan(contactDeadlineMs);
    expect(standings(mirrors)).toEqual(['serves', 'not-tried', 'not-tried']);
    expect(mirrors[0]?.candidate.url).toBe(fast.url);
    expect(mirrors[0]?.bytesPerSecond).toBeGreaterThan(0);
  });

  it('does not hold a round that the budget broke off against a mirror', async () => {
    const slow = await mirror({ delays: { blob: 1_500 } });
    const { mirrors } = await rankIn(world, { mirrors: [slow.url], hub, budgetMs: 2_400 });
    expect(standings(mirrors)).toEqual(['serves']);
    expect(mirrors[0]?.rounds).toEqual([]);
  });

  it('is done with 200, a third of them dead, in the time of the slowest and one time-out', async () => {
    const slowest = await mirror({ delays: { manifest: 300 }, bytesPerSecond: 400_000 });
    const alone = await rankIn(world, { mirrors: [slowest.url], hub });
    const living = await Promise.all(
      Array.from({ length: 132 }, (_, index) =>
        mirror({ delays: { manifest: (index % 10) * 20 } }),
      ),
    );
    const silent = await Promise.all(
      Array.from({ length: 67 }, () => world.registry({ accept: 'hang' })),
    );
    const mirrors = [slowest, ...living, ...silent].map(({ url }) => url);
    const crowd = await rankIn(world, { mirrors, hub });
    expect(standings(crowd.mirrors).filter((each) => each === 'serves')).toHaveLength(133);
    expect(standings(crowd.mirrors).filter((each) => each === 'silent')).toHaveLength(67);
    expect(crowd.mirrors.filter(({ rounds }) => rounds.length === 2)).toHaveLength(8);
    expect(crowd.elapsedMs).toBeLessThan(alone.elapsedMs + contactDeadlineMs);
  });
});
