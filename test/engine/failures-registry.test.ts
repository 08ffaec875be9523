import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegistryOptions } from '../world/registry/options.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine, stagesAt } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
const hello = image({ repo: 'library/hello-world' });
const resetOnGet = { distort: { stage: 'manifest', how: 'reset', method: 'GET' } } as const;
let count = 0;

/** An image of a private registry that behaves like this. */
async function pulled(
  options: RegistryOptions,
  wishes: Partial<Parameters<typeof examine>[1]> = {},
) {
  count += 1;
  const name = `reg${count}.lab`;
  const tls = { kind: 'private-ca' } as const;
  const registry = await world.registry({ name, tls, images: [app], ...options });
  const host = `${name}:${registry.port}`;
  const examined = await examine(world, { images: [`${host}/team/app`], ...wishes });
  return { ...examined, host, registry };
}

describe('a registry', () => {
  const cases: readonly [string, RegistryOptions, string][] = [
    ['that is a page', { v2: 'html', mirror: 'html' }, 'DC4001'],
    ['that is out of order', { mirror: 'error' }, 'DC4003'],
    ['that wants a login', { auth: { kind: 'basic', users: { ann: 'pw' } } }, 'DC4013'],
    ['that refuses the image', { mirror: { allow: ['other/app'] } }, 'DC4014'],
    ['that lacks the image', { images: [] }, 'DC4015'],
    ['that is throttled', { mirror: 'throttled' }, 'DC4020'],
    ['whose blobs are missing', { blobs: 'missing' }, 'DC4031'],
    ['whose blobs are altered', { blobs: 'corrupted' }, 'DC4032'],
    ['whose blobs lead in a circle', { blobs: 'redirect-loop' }, 'DC4031'],
    [
      'whose token server gives a page',
      { auth: { kind: 'bearer' }, token: { answer: 'html' } },
      'DC4012',
    ],
    [
      'whose token server gives no token',
      { auth: { kind: 'bearer' }, token: { answer: 'no-token' } },
      'DC4012',
    ],
    [
      'whose token server refuses',
      { auth: { kind: 'bearer' }, token: { private: ['team/app'] } },
      'DC4',
    ],
  ];
  test.each(cases)('%s', async (_what, options, code) => {
    const { codes, document } = await pulled(options);
    expect(codes[0]).toContain(code);
    expect(document.verdict).toBe('broken');
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
    const stages = document.routes[0]?.endpoints[0]?.stages ?? [];
    expect(stages.find(({ outcome }) => outcome === 'failed')?.code).toBe(codes[0]);
  });

  test.each<[string, RegistryOptions, string]>([
    ['that refuses HEAD', { headStatus: 403 }, 'DC4005'],
    ['that answers out of line', { manifestStatus: 451 }, 'DC4007'],
    ['that breaks off what HEAD promised', resetOnGet, 'DC1015'],
  ])('%s, for the containerd store', async (_what, options, code) => {
    const { codes, document } = await pulled(options, { store: 'containerd' });
    expect(codes[0]).toBe(code);
    expect(document.verdict).toBe('broken');
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
  });

  test.each<[string, RegistryOptions, string]>([
    [
      'that asks for no login it would take',
      { auth: { kind: 'bearer', challenge: 'missing' } },
      'DC4002',
    ],
    [
      'that refuses the tokens of its own server',
      { auth: { kind: 'bearer', service: 'this', announcedService: 'that' } },
      'DC4008',
    ],
  ])('%s, in either store', async (_what, options, code) => {
    const classic = await pulled(options);
    const containerd = await pulled(options, { store: 'containerd' });
    expect([classic.codes, containerd.codes]).toEqual([[code], [code]]);
  });

  test('whose index names an image that it has lost', async () => {
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ os: 'linux', architecture }));
    const whole = image({ repo: 'team/app', platforms });
    const { codes } = await pulled({
      images: [{ ...whole, manifests: whole.manifests.slice(-1) }],
    });
    expect(codes).toEqual(['DC4006']);
  });

  test('whose digest is not that of what it serves: containerd minds, classic does not', async () => {
    const announcedDigest = `sha256:${'a'.repeat(64)}`;
    const minds = await pulled({ announcedDigest }, { store: 'containerd' });
    expect(minds.codes).toEqual(['DC4032']);
    expect(minds.document.routes[0]?.prediction.outcome).toBe('failed');
    const trusts = await pulled({ announcedDigest });
    expect(trusts.document.verdict).toBe('healthy');
  });

  test('whose manifest did not come before the time was over: unknown, never healthy', async () => {
    const distort = { stage: 'manifest', how: 'hang', method: 'GET' } as const;
    const { document } = await pulled({ distort }, { options: { budgetMs: 700 } });
    expect(document.verdict).toBe('unknown');
    const stages = document.routes[0]?.endpoints[0]?.stages ?? [];
    expect(stages.find(({ stage }) => stage === 'manifest')?.outcome).toBe('unknown');
  });

  test('whose image is for other machines', async () => {
    const platforms = [{ os: 'linux', architecture: 's390x' }];
    const other = image({ repo: 'team/app', platforms });
    const { codes } = await pulled({ images: [other] });
    expect(codes).toEqual(['DC4016']);
  });

  test('that names plain http for its tokens', async () => {
    const dead = await world.deadEndpoint();
    const { codes, document } = await pulled({
      auth: { kind: 'bearer', realm: `http://${dead}/service/token` },
    });
    expect(codes).toEqual(['DC4010', 'DC4011']);
    expect(document.findings[0]?.remedies[0]?.text).toContain('/service/token');
  });

  test('whose token server is not trusted', async () => {
    const token = await world.tokenServer({ name: 'token.lab', tls: { kind: 'self-signed' } });
    const { codes, document, host } = await pulled({
      auth: { kind: 'bearer', realm: `https://token.lab:${token.port}/token` },
    });
    expect(codes).toEqual(['DC2001', 'DC4011']);
    expect(stagesAt(document, `https://${host}`)).toContain('token: failed NO_WAY');
  });

  test('whose layers are on a host that is blocked', async () => {
    const dead = await world.deadEndpoint();
    const { codes, document, host } = await pulled({ blobs: { redirect: `https://${dead}` } });
    expect(codes).toEqual(['DC4030']);
    expect(document.findings[0]?.subject).toBe(dead);
    expect(stagesAt(document, `https://${host}`).at(-1)).toBe('blob: failed NO_WAY');
  });

  test('that hides behind a web server on 443', async () => {
    const decoy = await world.portal({ name: 'decoy.lab', tls: { kind: 'private-ca' } });
    const real = await world.registry({ name: 'decoy.lab', images: [app] });
    const ways = { 'decoy.lab:443': decoy, 'decoy.lab:80': real };
    const { codes } = await examine(world, {
      images: ['decoy.lab/team/app'],
      view: { insecure: ['decoy.lab'] },
      ways,
    });
    expect(codes).toContain('DC4040');
  });
});

describe('a mirror', () => {
  async function mirrored(options: RegistryOptions, store: 'classic' | 'containerd' = 'classic') {
    count += 1;
    const name = `mirror${count}.lab`;
    const tls = { kind: 'private-ca' } as const;
    const mirror = await world.registry({ name, tls, images: [hello], ...options });
    const hub = await world.registry({ name: 'registry-1.docker.io', tls, images: [hello] });
    const url = `https://${name}:${mirror.port}`;
    const view = { mirrors: [url] };
    const ways = { 'registry-1.docker.io:443': hub };
    const examined = await examine(world, { images: ['hello-world'], view, ways, store });
    return { ...examined, url, mirror };
  }

  test('that works is used, and nothing is found', async () => {
    const { codes, document, url } = await mirrored({});
    expect(codes).toEqual([]);
    expect(document.routes[0]?.prediction.servedBy).toBe(url);
  });

  const cases: readonly [string, RegistryOptions, string][] = [
    ['that serves a list of images', { mirror: { allow: ['other/app'] } }, 'DC7002'],
    ['that lacks the image', { mirror: 'not-found' }, 'DC7003'],
    ['that is out of order', { mirror: 'error' }, 'DC7004'],
    ['that wants a login', { mirror: 'unauthorized' }, 'DC7005'],
    ['that is a parked page', { v2: 'html', mirror: 'html' }, 'DC7006'],
    ['that is throttled', { mirror: 'throttled' }, 'DC7010'],
    ['that serves under a prefix', { mirror: { prefix: 'docker.io' } }, 'DC7008'],
  ];
  test.each(cases)(
    '%s is skipped silently, and the cause is named',
    async (_what, options, code) => {
      const { codes, document } = await mirrored(options);
      expect(codes[0]).toBe(code);
      expect(codes).toContain('DC7001');
      expect(document.verdict).toBe('degraded');
      expect(document.findings.find((each) => each.code === 'DC7001')?.rootCause).toBe(false);
      expect(document.routes[0]?.prediction.servedBy).toBe('https://registry-1.docker.io');
    },
  );

  test('whose certificate is unknown', async () => {
    const { codes, document } = await mirrored({ tls: { kind: 'self-signed' } });
    expect(codes).toEqual(['DC2001', 'DC7001']);
    expect(document.findings[0]?.severity).toBe('warning');
  });

  test('that is a page breaks pulls in the containerd store', async () => {
    const { codes, document } = await mirrored({ mirror: 'html' }, 'containerd');
    expect(codes[0]).toBe('DC7006');
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
  });

  test('that is gone is taken out by the remedy, the others stay', async () => {
    const dead = await world.deadEndpoint();
    const hub = await world.registry({
      name: 'registry-1.docker.io',
      tls: { kind: 'private-ca' },
      images: [hello],
    });
    const other = await world.registry({
      name: 'other.lab',
      tls: { kind: 'private-ca' },
      images: [hello],
    });
    const kept = `https://other.lab:${other.port}`;
    const { diagnosis, codes } = await examine(world, {
      images: ['hello-world'],
      view: { mirrors: [`https://${dead}`, kept] },
      ways: { 'registry-1.docker.io:443': hub },
    });
    expect(codes).toEqual(['DC7009', 'DC1011', 'DC7001']);
    expect(diagnosis.findings[0]?.remedies[0]).toMatchObject({
      kind: 'dockcfg',
      desired: { 'registry-mirrors': { kind: 'exactly', values: [kept] } },
    });
  });

  test('with another image under the same tag', async () => {
    const stale = image({ repo: 'library/hello-world', layers: [{ 'old.txt': 'old' }] });
    const { codes } = await mirrored({ images: [stale] });
    expect(codes).toEqual(['DC7007']);
  });

  test('with another image and none of its layers fails the pull in the containerd store alone', async () => {
    const stale = image({ repo: 'library/hello-world', layers: [{ 'old.txt': 'old' }] });
    const lost: RegistryOptions = { images: [stale], blobs: 'missing' };
    const { document } = await mirrored(lost, 'containerd');
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
    expect(document.findings[0]).toMatchObject({ code: 'DC4031', severity: 'error' });
    const classic = await mirrored(lost);
    expect(classic.document.routes[0]?.prediction.outcome).toBe('pulled');
  });

  test('with the same layers under another manifest has them fetched from Docker Hub', async () => {
    const { document } = await mirrored({ mirror: 'stale', blobs: 'missing' }, 'containerd');
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
    expect(document.verdict).toBe('degraded');
  });

  test('listed as insecure opens Docker Hub in the containerd store', async () => {
    const tls = { kind: 'private-ca' } as const;
    const mirror = await world.registry({ name: 'loose.lab', tls, images: [hello] });
    const hub = await world.registry({
      name: 'registry-1.docker.io',
      tls: { kind: 'self-signed' },
    });
    const host = `loose.lab:${mirror.port}`;
    const { codes, document } = await examine(world, {
      images: ['hello-world'],
      view: { mirrors: [`https://${host}`], insecure: [host] },
      ways: { 'registry-1.docker.io:443': hub },
      store: 'containerd',
    });
    expect(codes[0]).toBe('DC2021');
    expect(document.verdict).toBe('broken');
  });
});
