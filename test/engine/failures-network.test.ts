import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unitWith } from '../doubles/facts.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine, stagesAt } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
const proxies = (url: string, no = '') => ({ http: url, https: url, no });

describe('names', () => {
  const cases = [
    ['nxdomain', 'DC1001'],
    ['servfail', 'DC1003'],
    ['refused', 'DC1003'],
  ] as const;
  test.each(cases)('a name server that answers %s', async (everything, code) => {
    const dns = await world.dns({ everything });
    const { codes, document } = await examine(world, {
      images: ['harbor.nowhere/team/app'],
      resolver: { servers: [dns] },
    });
    expect(codes[0]).toBe(code);
    expect(stagesAt(document, 'https://harbor.nowhere')[0]).toMatch(/^dns: failed/);
  });

  test('a silent name server is the cause, not the name', async () => {
    const dead = await world.dns({ everything: 'silent' });
    const { codes, document } = await examine(world, {
      images: ['harbor.nowhere/team/app'],
      resolver: { servers: [dead] },
    });
    expect(codes).toEqual(['DC1002']);
    expect(document.findings[0]?.severity).toBe('error');
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
  });

  test('a silent name server in front of a good one is a warning, and costs no time', async () => {
    const dead = await world.dns({ everything: 'silent' });
    const good = await world.dns({ everything: { a: ['127.0.0.1'] } });
    const registry = await world.registry({ images: [app] });
    const host = `slow.lab:${registry.port}`;
    const { codes, document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
      resolver: { servers: [dead, good] },
    });
    expect(codes).toEqual(['DC1002']);
    expect(document.verdict).toBe('degraded');
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
  });

  test('the search list is walked as Go does', async () => {
    const records = { 'short.corp.lab': { a: ['127.0.0.1'] } };
    const dns = await world.dns({ everything: 'nxdomain', records });
    const registry = await world.registry({ images: [app] });
    const host = `short:${registry.port}`;
    const { codes } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
      resolver: { servers: [dns], search: ['corp.lab'], ndots: 1 },
    });
    expect(codes).toEqual([]);
  });

  test('an address that no public registry has is called false', async () => {
    const dns = await world.dns({ everything: { a: ['0.0.0.0'] } });
    const { codes } = await examine(world, {
      images: ['ghcr.io/a/b'],
      resolver: { servers: [dns] },
    });
    expect(codes[0]).toBe('DC1007');
  });
});

describe('connections', () => {
  test('refused', async () => {
    const dead = await world.deadEndpoint();
    const { codes, document } = await examine(world, { images: [`${dead}/team/app`] });
    expect(codes).toEqual(['DC1011']);
    expect(document.routes[0]?.prediction.error).toContain('connect: connection refused');
  });

  test('cut off right after they are made', async () => {
    const registry = await world.registry({ tls: { kind: 'private-ca' }, accept: 'reset' });
    const { codes } = await examine(world, { images: [`${registry.host}/team/app`] });
    expect(codes).toEqual(['DC1015']);
  });

  test('a black hole never delays what else is looked at', async () => {
    const hole = await world.registry({
      name: 'hole.lab',
      accept: 'hang',
      tls: { kind: 'private-ca' },
    });
    const good = await world.registry({
      name: 'good.lab',
      tls: { kind: 'private-ca' },
      images: [app],
    });
    const images = [`hole.lab:${hole.port}/team/app`, `good.lab:${good.port}/team/app`];
    const { document, events } = await examine(world, { images, options: { budgetMs: 700 } });
    expect(document.elapsedMs).toBeLessThan(2_500);
    const [first, second] = document.routes;
    expect(first?.prediction.outcome).toBe('unknown');
    expect(second?.prediction.outcome).toBe('pulled');
    const order = events.flatMap((event) =>
      event.kind === 'stage' && event.stage === 'blob' && event.state === 'saw'
        ? [event.image]
        : [],
    );
    expect(order).toEqual([`good.lab:${good.port}/team/app:latest`]);
  });
});

describe('proxies', () => {
  async function behind(url: string, no = '') {
    const registry = await world.registry({
      name: 'far.lab',
      tls: { kind: 'private-ca' },
      images: [app],
    });
    const host = `far.lab:${registry.port}`;
    return {
      host,
      registry,
      wishes: { images: [`${host}/team/app`], view: { proxies: proxies(url, no) } },
    };
  }

  test('that work are used, and resolve the name themselves', async () => {
    const proxy = await world.proxy({ name: 'proxy.lab' });
    const { wishes, host } = await behind(`http://proxy.lab:${proxy.port}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual([]);
    expect(stagesAt(document, `https://${host}`)[2]).toBe('proxy: ok');
    const dns = document.routes[0]?.endpoints[0]?.stages[0];
    expect(dns?.seen.name).toBe('proxy.lab');
  });

  test('that are gone', async () => {
    const dead = await world.deadEndpoint();
    const { wishes } = await behind(`http://${dead}`);
    const { codes } = await examine(world, wishes);
    expect(codes).toEqual(['DC3001']);
  });

  test('that are addressed as https and speak http', async () => {
    const proxy = await world.proxy({ name: 'plainproxy.lab' });
    const { wishes } = await behind(`https://plainproxy.lab:${proxy.port}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual(['DC3002']);
    expect(document.findings[0]?.remedies[0]?.command).toContain(
      `http://plainproxy.lab:${proxy.port}`,
    );
  });

  test('that demand a login', async () => {
    const proxy = await world.proxy({ auth: { kind: 'basic', users: { ann: 'pw' } } });
    const { wishes } = await behind(`http://${proxy.host}`);
    const { codes } = await examine(world, wishes);
    expect(codes).toEqual(['DC3003']);
  });

  test('whose login is right, percent-encoded and all', async () => {
    const proxy = await world.proxy({ auth: { kind: 'basic', users: { 'us@er': 'p/w%' } } });
    const { wishes } = await behind(`http://us%40er:p%2Fw%25@${proxy.host}`);
    const { codes, document, diagnosis } = await examine(world, wishes);
    expect(codes).toEqual([]);
    expect(JSON.stringify([document, diagnosis])).not.toContain('p/w%');
  });

  test('that take only what the engine does not know', async () => {
    const proxy = await world.proxy({ auth: { kind: 'unsupported', schemes: ['NTLM'] } });
    const { wishes } = await behind(`http://${proxy.host}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual(['DC3003']);
    expect(document.findings[0]?.text).toContain('NTLM');
    expect(document.findings[0]?.remedies.every(({ kind }) => kind === 'ask')).toBe(true);
  });

  test('that refuse the host', async () => {
    const proxy = await world.proxy({ blocked: ['far.lab'] });
    const { wishes, host } = await behind(`http://${proxy.host}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual(['DC3004']);
    expect(document.findings[0]?.subject).toBe(host);
    expect(document.routes[0]?.prediction.error).toMatch(/: Forbidden$/);
  });

  test('that inspect TLS', async () => {
    const proxy = await world.proxy({ intercept: {} });
    const hub = await world.registry({ name: 'registry-1.docker.io', tls: { kind: 'private-ca' } });
    const { codes } = await examine(world, {
      images: ['nginx'],
      view: { proxies: proxies(`http://${proxy.host}`) },
      ways: { 'registry-1.docker.io:443': hub },
    });
    expect(codes).toEqual(['DC2002']);
  });

  test('in SOCKS5, with and without a way through', async () => {
    const socks = await world.socks();
    const { wishes } = await behind(`socks5://${socks.address}:${socks.port}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('healthy');
  });

  test('that only the shell knows', async () => {
    const { codes } = await examine(world, {
      images: ['harbor.nowhere/team/app'],
      facts: { shell: { HTTPS_PROXY: 'http://proxy.corp:3128' } },
      resolver: { servers: [await world.dns({ everything: 'nxdomain' })] },
    });
    expect(codes[0]).toBe('DC3005');
  });

  test('that are only set for http', async () => {
    const { codes } = await examine(world, {
      images: ['harbor.nowhere/team/app'],
      view: { proxies: { http: 'http://proxy.corp:3128', https: '', no: '' } },
      resolver: { servers: [await world.dns({ everything: 'nxdomain' })] },
    });
    expect(codes[0]).toBe('DC3006');
  });

  test('whose URL the engine drops', async () => {
    const dead = await world.deadEndpoint();
    const { codes } = await examine(world, {
      images: [`${dead}/team/app`],
      view: { proxies: proxies('http://us er:pw@proxy:3128') },
    });
    expect(codes).toContain('DC3008');
  });

  test.each([
    ['SOCKS5, addressed as http', 'socks', 'http', 'socks5'],
    ['HTTP, addressed as socks5', 'http', 'socks5', 'http'],
    ['TLS, addressed as http', 'https', 'http', 'https'],
  ] as const)('that speaks %s', async (_what, spoken, written, right) => {
    const tls = { kind: 'private-ca' } as const;
    const proxy =
      spoken === 'socks'
        ? await world.socks()
        : await world.proxy({ name: 'odd.lab', ...(spoken === 'https' ? { tls } : {}) });
    const host = spoken === 'socks' ? proxy.address : 'odd.lab';
    const { wishes } = await behind(`${written}://${host}:${proxy.port}`);
    const { codes, document } = await examine(world, wishes);
    expect(codes).toEqual(['DC3014']);
    expect(document.findings[0]?.remedies[0]?.command).toEqual([
      ...['dockcfg', 'apply', '--https-proxy'],
      `${right}://${host}:${proxy.port}`,
    ]);
  });

  test('that a no-proxy item seems to spare and does not', async () => {
    const proxy = await world.proxy({ blocked: ['far.lab'] });
    const { wishes } = await behind(`http://${proxy.host}`, '.far.lab');
    const { codes } = await examine(world, wishes);
    expect(codes).toEqual(['DC3007', 'DC3004']);
  });
});

describe('a unit that keeps the engine from', () => {
  const none = { ipAllow: [], ipDeny: [], families: [], network: null } as const;
  const cases = [
    ['the registry', { ipDeny: ['127.0.0.1'] }, 'tcp'],
    ['its name server', { ipDeny: ['127.0.0.9'] }, 'dns'],
    ['IPv4', { families: ['AF_UNIX', 'AF_INET6'] }, 'dns'],
  ] as const;
  test.each(cases)('%s', async (_what, settings, stage) => {
    const registry = await world.registry({ images: [app] });
    const dns = await world.dns({ address: '127.0.0.9', everything: { a: ['127.0.0.1'] } });
    const host = `kept.lab:${registry.port}`;
    const { codes, document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
      resolver: { servers: [dns] },
      facts: { unit: unitWith({ confinement: { ...none, ...settings } }) },
    });
    expect(codes[0]).toBe('DC6015');
    expect(document.findings.filter(({ rootCause }) => rootCause)).toHaveLength(1);
    expect(document.routes[0]?.prediction.outcome).toBe('failed');
    const stages = document.routes[0]?.endpoints[0]?.stages ?? [];
    expect(stages.find(({ outcome }) => outcome === 'failed')?.stage).toBe(stage);
  });
});
