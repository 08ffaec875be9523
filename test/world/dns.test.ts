import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DnsStub } from './dns/stub.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let dns: DnsStub;
let resolver: Resolver;
beforeAll(async () => {
  world = await startWorld();
  await world.registry({ name: 'registry-1.docker.io', address: '127.0.0.5' });
});
beforeEach(async () => {
  dns = await world.dns();
  resolver = resolverWithin(2000);
});
afterAll(() => world.stop());

function resolverWithin(timeout: number): Resolver {
  const made = new Resolver({ timeout, tries: 1 });
  made.setServers([dns.server]);
  return made;
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: NodeJS.ErrnoException) => error.code,
  );

describe('a name server', () => {
  it('knows the names of its world', async () => {
    expect(await resolver.resolve4('registry-1.docker.io')).toEqual(['127.0.0.5']);
    expect(await failure(resolver.resolve6('registry-1.docker.io'))).toBe('ENODATA');
    expect(await failure(resolver.resolve4('nowhere.example'))).toBe('ENOTFOUND');
    expect(dns.queries[0]).toEqual({ name: 'registry-1.docker.io', type: 'A', transport: 'udp' });
  });

  it('can be told addresses, right or wrong', async () => {
    dns.options.records = {
      'registry-1.docker.io': { a: ['127.9.9.9', '127.9.9.8'], aaaa: ['2001:db8::1'] },
    };
    expect(await resolver.resolve4('Registry-1.docker.io')).toEqual(['127.9.9.9', '127.9.9.8']);
    expect(await resolver.resolve6('registry-1.docker.io')).toEqual(['2001:db8::1']);
  });

  it('follows aliases, and does not follow them in circles', async () => {
    dns.options.records = {
      'alias.example': { cname: 'registry-1.docker.io' },
      'round.example': { cname: 'round.example' },
    };
    expect(await resolver.resolve4('alias.example')).toEqual(['127.0.0.5']);
    expect(await resolver.resolveCname('alias.example')).toEqual(['registry-1.docker.io']);
    expect(await resolver.resolveCname('round.example')).toContain('round.example');
  });

  it.each([
    ['nxdomain', 'ENOTFOUND'],
    ['servfail', 'ESERVFAIL'],
    ['refused', 'EREFUSED'],
    ['empty', 'ENODATA'],
  ] as const)('can answer %s', async (answer, code) => {
    dns.options.everything = answer;
    expect(await failure(resolver.resolve4('registry-1.docker.io'))).toBe(code);
    expect(dns.queries.length).toBeGreaterThan(0);
  });

  it('can say nothing at all', async () => {
    dns.options.everything = 'silent';
    const impatient = resolverWithin(100);
    expect(await failure(impatient.resolve4('registry-1.docker.io'))).toBe('ETIMEOUT');
    expect(dns.queries.length).toBeGreaterThan(0);
  });

  it('can make a client come back over TCP', async () => {
    dns.options.records = { 'long.example': { a: ['127.0.0.9'], truncated: true } };
    expect(await resolver.resolve4('long.example')).toEqual(['127.0.0.9']);
    expect(dns.queries.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
  });

  it('can be slow', async () => {
    dns.options.delay = 100;
    const begun = performance.now();
    await resolver.resolve4('registry-1.docker.io');
    expect(performance.now() - begun).toBeGreaterThan(90);
  });
});
