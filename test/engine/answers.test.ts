import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeNetwork } from '../../src/adapters/node-network.ts';
import { createSystemClock } from '../../src/adapters/system-clock.ts';
import { undiciRegistry } from '../../src/adapters/undici-registry.ts';
import type { RegistryHost } from '../../src/domain/desired.ts';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import type { FileSnapshot } from '../../src/domain/facts.ts';
import type { EngineView } from '../../src/domain/view.ts';
import { tryMirrors } from '../../src/engine/answers/mirrors.ts';
import { tryWayToHub } from '../../src/engine/answers/proxy.ts';
import { tryRegistry } from '../../src/engine/answers/registry.ts';
import { waysOf } from '../../src/engine/answers/ways.ts';
import { factsWith, viewWith } from '../checks/evidence.ts';
import { createMemoryFiles } from '../doubles/files.ts';
import { image, startWorld, type World } from '../world/world.ts';

const engine = { version: parseEngineVersion('28.5.2'), store: 'classic', fork: null } as const;

describe('answers tried on the network', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.registry({ name: 'registry-1.docker.io', tls: { kind: 'private-ca' } });
  });
  afterAll(() => world.stop());

  const setting = (view: Partial<EngineView> = {}) => ({
    facts: factsWith({ engine, files: new Map([['/etc/hosts', hostsFile(world)]]) }),
    view: viewWith({
      engine,
      systemTrust: { path: '/etc/ssl/certs/ca-certificates.crt', pem: world.authority.pem },
      ...view,
    }),
    ports: {
      network: nodeNetwork,
      registry: undiciRegistry,
      clock: createSystemClock(),
      files: createMemoryFiles(),
    },
    signal: new AbortController().signal,
  });
  const through = (url: string, no = '') => ({ proxies: { http: url, https: url, no } });
  const host = (text: string) => text as RegistryHost;

  it('a proxy: Docker Hub is reached through it', async () => {
    const proxy = await world.proxy({});
    expect(await tryWayToHub(setting(through(proxy.url)))).toEqual({
      trouble: null,
      proxy: proxy.url,
    });
  });

  it('a proxy that wants a login, and one that is not there', async () => {
    const login = await world.proxy({ auth: { kind: 'basic', users: { bob: 'pw' } } });
    const dead = `http://${await world.deadEndpoint()}`;
    const trouble = async (url: string) =>
      (await tryWayToHub(setting(through(url)))).trouble?.text.en;
    expect(await trouble(login.url)).toContain(`the proxy ${login.url} requires a user name`);
    expect(await trouble(dead)).toBe(`cannot be reached through the proxy ${dead} (ECONNREFUSED)`);
  });

  it('mirrors: each in its place, and whether one would serve without the proxy', async () => {
    const images = [image({ repo: 'library/hello-world' })];
    const far = await world.registry({ name: 'far.example', images });
    const near = await world.registry({ images });
    const proxy = `http://${await world.deadEndpoint()}`;
    const urls = [`http://far.example:${far.port}`, near.url];
    const tried = await tryMirrors(urls, setting(through(proxy)));
    expect(tried.map(({ candidate }) => candidate.url.replace(/\/$/, ''))).toEqual(urls);
    expect(tried).toMatchObject([
      { judged: { standing: 'proxy' }, proxy, servesDirectly: true },
      { judged: { standing: 'serves' }, proxy: null },
    ]);
  });

  it('a registry: TLS with its certificate, plain HTTP, or nobody', async () => {
    const withTls = await world.registry({ tls: { kind: 'self-signed' } });
    const plain = await world.registry({});
    expect(await tryRegistry(host(withTls.host), setting())).toMatchObject({
      kind: 'tls',
      presented: { verdict: { ok: false, problem: 'unknown-authority' } },
    });
    expect(await tryRegistry(host(plain.host), setting())).toEqual({ kind: 'plain' });
    expect(await tryRegistry(host(await world.deadEndpoint()), setting())).toMatchObject({
      kind: 'lost',
    });
  });
});

function hostsFile(world: World): FileSnapshot {
  const bytes = new TextEncoder().encode(world.hostsFile());
  const state = { kind: 'file', bytes, mode: 0o644, uid: 0, gid: 0 } as const;
  return { path: '/etc/hosts', state, realPath: null };
}

describe('the ways of the engine', () => {
  const view = viewWith({
    engine,
    mirrors: ['https://mirror.corp.example/', 'http://10.0.0.7:5000'],
    insecure: ['plain.corp.example:5000', '10.0.0.0/8'],
    proxies: { http: 'http://proxy:1', https: 'http://u:pw@proxy:1', no: '.corp.example' },
    trustDirectories: new Map([
      ['harbor.example_8443_', []],
      ['docker.io', []],
    ]),
  });
  const ways = waysOf(view, ['https://meant.example']);

  it('name every registry at hand once, and no network', () => {
    expect(ways.map(({ host }) => host)).toEqual([
      'registry-1.docker.io',
      'auth.docker.io',
      'production.cloudflare.docker.com',
      'mirror.corp.example',
      '10.0.0.7:5000',
      'meant.example',
      'plain.corp.example:5000',
      'harbor.example:8443',
    ]);
  });

  it('say which go around the proxy and why, without its password', () => {
    const direct = ways.filter(({ proxy }) => proxy === null).map(({ host }) => host);
    expect(direct).toEqual(['mirror.corp.example', 'plain.corp.example:5000']);
    expect(JSON.stringify(ways)).not.toContain('pw');
  });
});
