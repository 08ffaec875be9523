import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeNetwork } from '../../../src/adapters/node-network.ts';
import { createSystemClock } from '../../../src/adapters/system-clock.ts';
import { undiciRegistry } from '../../../src/adapters/undici-registry.ts';
import type { RegistryHost } from '../../../src/domain/desired.ts';
import type { EngineView } from '../../../src/domain/view.ts';
import { presentedOf, readFingerprint } from '../../../src/engine/ca/chain.ts';
import { fetchChain, verdictWith } from '../../../src/engine/ca/fetch.ts';
import { factsWith, viewWith } from '../../checks/evidence.ts';
import { createMemoryFiles } from '../../doubles/files.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import type { TlsOptions } from '../../world/certificates/presented.ts';
import { startWorld, type World } from '../../world/world.ts';

describe('fetching what a registry presents', () => {
  let world: World;
  const authority = rootAuthority('Corp Root');
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  let names = 0;
  const registry = async (tls: TlsOptions) => {
    names += 1;
    const { port } = await world.registry({ name: `r${names}.example`, tls });
    return `r${names}.example:${port}` as RegistryHost;
  };
  const settingWith = (view: Partial<EngineView> = {}) => {
    const hosts = new Map(
      world
        .hostsFile()
        .split('\n')
        .map((line) => line.split('\t').toReversed() as [string, string]),
    );
    const resolver = {
      servers: [],
      search: [],
      ndots: 1,
      hosts: (name: string) => [hosts.get(name) ?? []].flat(),
    };
    return {
      facts: factsWith(),
      view: viewWith({ systemTrust: null, ...view }),
      ports: {
        network: nodeNetwork,
        registry: undiciRegistry,
        clock: createSystemClock(),
        files: createMemoryFiles(),
      },
      signal: new AbortController().signal,
      options: { resolver },
    };
  };
  const look = (host: RegistryHost, view: Partial<EngineView> = {}) =>
    fetchChain(host, settingWith(view));

  it('names a certificate that vouches for itself, and trust in it is enough', async () => {
    const host = await registry({ kind: 'self-signed' });
    const presented = await look(host);
    expect(presented.chain.map(({ role }) => role)).toEqual(['root']);
    expect(presented.verdict).toMatchObject({ ok: false, problem: 'unknown-authority' });
    const { anchor } = presented;
    if (!anchor) throw new Error('there is one');
    expect(verdictWith(presented, [anchor], settingWith()).ok).toBe(true);
  });

  it('names the intermediate where the root is kept back, and trust in it is enough', async () => {
    const host = await registry({ kind: 'intermediate', authority });
    const presented = await look(host);
    expect(presented.chain.map(({ role }) => role)).toEqual(['server', 'intermediate']);
    const { anchor } = presented;
    expect(anchor?.facts.subject).toBe('CN=Corp Root Issuing');
    if (!anchor) throw new Error('there is one');
    expect(verdictWith(presented, [anchor], settingWith()).ok).toBe(true);
  });

  it('names nothing where only a leaf is presented', async () => {
    const { anchor } = await look(await registry({ kind: 'private-ca', authority }));
    expect(anchor).toBeNull();
  });

  it('says when the engine trusts it already', async () => {
    const host = await registry({ kind: 'private-ca', authority });
    const systemTrust = { path: '/ca', pem: authority.pem };
    expect((await look(host, { systemTrust })).verdict.ok).toBe(true);
  });

  it('judges an insecure registry as if it were not', async () => {
    const host = await registry({ kind: 'self-signed' });
    expect((await look(host, { insecure: [host] })).verdict.ok).toBe(false);
  });

  it('goes through the proxy of the engine', async () => {
    const host = await registry({ kind: 'private-ca', authority });
    const proxy = await world.proxy({});
    const { proxy: used } = await look(host, { proxies: { http: '', https: proxy.url, no: '' } });
    expect(used).toBe(proxy.url);
  });

  it.each([
    ['plain HTTP', () => registry({ kind: 'none' }), 'speaks plain HTTP'],
    ['no such name', async () => 'gone.example' as RegistryHost, 'could not be looked up'],
    [
      'nobody there',
      async () => (await world.deadEndpoint()) as RegistryHost,
      'cannot be reached at 127.0.0.1',
    ],
  ])('says why there is nothing to see: %s', async (_, hostOf, said) => {
    const host = await hostOf();
    await expect(look(host)).rejects.toMatchObject({
      exit: 'tryAgain',
      said: { en: expect.stringContaining(said) },
    });
  });

  it('takes the root of a whole chain, in whatever order it comes', () => {
    const issuing = authority.intermediate('Issuing');
    const leaf = issuing.issue({ names: ['x.example'] });
    const certificates = [leaf.pem, authority.pem, issuing.pem];
    expect(presentedOf(certificates).map(({ role }) => role)).toEqual([
      'server',
      'root',
      'intermediate',
    ]);
  });
});

describe('a SHA-256', () => {
  const hex = 'ab'.repeat(32);
  const colons = 'AB:'.repeat(31).concat('AB');

  it.each([hex, hex.toUpperCase(), colons, `sha256:${hex}`, `SHA256 Fingerprint=${colons}`])(
    'is read as %s',
    (text) => {
      expect(readFingerprint(text)).toBe(colons);
    },
  );

  it.each(['', 'ab', hex.slice(1), `${hex}0`, `g${hex.slice(1)}`])('is not %j', (text) => {
    expect(readFingerprint(text)).toBeNull();
  });
});
