import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeNetwork } from '../../src/adapters/node-network.ts';
import { undiciRegistry } from '../../src/adapters/undici-registry.ts';
import type { Wire } from '../../src/ports/network.ts';
import type { HttpRequest } from '../../src/ports/registry.ts';
import type { Distortion } from '../world/sites/distortions.ts';
import { image, startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const signal = new AbortController().signal;
const wait = { deadlineMs: 2_000, signal };

async function wireTo(to: { address: string; port: number }): Promise<Wire> {
  const outcome = await nodeNetwork.dial(to, wait);
  if (outcome.kind !== 'saw') throw new Error(JSON.stringify(outcome));
  return outcome.data;
}

const request = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  origin: 'http://registry.lab:5000',
  target: '/v2/',
  headers: [],
  body: null,
  maxBody: 1_000,
  ...changes,
});

describe('an exchange', () => {
  test('asks under the name it is given, over the wire it is given', async () => {
    const registry = await world.registry({});
    const wire = await wireTo(registry);
    const outcome = await undiciRegistry.exchange(wire, request(), wait);
    expect(outcome).toMatchObject({ kind: 'saw', data: { status: 200, truncated: false } });
    expect(registry.requests[0]?.headers.host).toBe('registry.lab:5000');
    wire.close();
  });

  test('sends repeated headers as lines of their own, and reads them so', async () => {
    const registry = await world.registry({ auth: { kind: 'bearer' } });
    const wire = await wireTo(registry);
    const headers = [
      ['accept', 'a/b'],
      ['accept', 'c/d'],
    ] as const;
    const outcome = await undiciRegistry.exchange(wire, request({ headers }), wait);
    const lines = outcome.kind === 'saw' ? outcome.data.headers.map(([name]) => name) : [];
    expect(lines).toContain('www-authenticate');
    expect(registry.requests[0]?.headers.accept).toBe('a/b, c/d');
    wire.close();
  });

  test('keeps the wire for the next one, HEAD included', async () => {
    const registry = await world.registry({ images: [image({ repo: 'team/app' })] });
    const wire = await wireTo(registry);
    const head = request({ method: 'HEAD', target: '/v2/team/app/manifests/latest' });
    for (const each of [head, request(), head]) {
      expect((await undiciRegistry.exchange(wire, each, wait)).kind).toBe('saw');
      expect(wire.open).toBe(true);
    }
    expect(registry.connections()).toBe(1);
    wire.close();
  });

  test('cuts a body at its limit and gives the wire up', async () => {
    const registry = await world.registry({ v2: 'html' });
    const wire = await wireTo(registry);
    const outcome = await undiciRegistry.exchange(wire, request({ maxBody: 10 }), wait);
    expect(outcome).toMatchObject({ kind: 'saw', data: { truncated: true } });
    expect(outcome.kind === 'saw' && outcome.data.body.length).toBe(10);
    expect(wire.open).toBe(false);
  });

  test('never decompresses', async () => {
    const registry = await world.registry({ distort: { stage: 'v2', how: 'gzip-bomb' } });
    const wire = await wireTo(registry);
    const outcome = await undiciRegistry.exchange(wire, request(), wait);
    expect(outcome.kind === 'saw' && [...outcome.data.body.slice(0, 2)]).toEqual([0x1f, 0x8b]);
  });
});

describe('what goes wrong', () => {
  const cases: readonly [Distortion, RegExp][] = [
    ['hang', /^DEADLINE$/],
    ['slow-drip', /^DEADLINE$/],
    ['reset', /^(ECONNRESET|UND_ERR_SOCKET)$/],
    ['close', /^(ECONNRESET|UND_ERR_SOCKET)$/],
    ['garbage', /^HPE$/],
    ['endless-headers', /^UND_ERR_HEADERS_OVERFLOW$/],
  ];
  test.each(cases)('%s is a code', async (how, code) => {
    const registry = await world.registry({ distort: { stage: 'v2', how } });
    const wire = await wireTo(registry);
    const short = { deadlineMs: 150, signal };
    const outcome = await undiciRegistry.exchange(wire, request(), short);
    expect(outcome.kind === 'failed' && outcome.code).toMatch(code);
    expect(wire.open).toBe(false);
  });

  test('the end of the budget is no failure', async () => {
    const registry = await world.registry({ distort: { stage: 'v2', how: 'hang' } });
    const wire = await wireTo(registry);
    const ending = new AbortController();
    const outcome = undiciRegistry.exchange(wire, request(), {
      deadlineMs: 5_000,
      signal: ending.signal,
    });
    await registry.seen((entry) => entry.url === '/v2/');
    ending.abort();
    expect(await outcome).toEqual({ kind: 'skipped', because: 'budget' });
  });

  test('a client certificate that is demanded after the handshake is told by the alert', async () => {
    const registry = await world.registry({
      name: 'mtls.lab',
      tls: { kind: 'client-certificate' },
    });
    const hello = { serverName: 'mtls.lab', offer: 'engine', client: null } as const;
    const secured = await nodeNetwork.secure(await wireTo(registry), hello, wait);
    if (secured.kind !== 'saw') throw new Error(JSON.stringify(secured));
    const outcome = await undiciRegistry.exchange(
      secured.data.wire,
      request({ origin: 'https://mtls.lab' }),
      wait,
    );
    expect(outcome.kind === 'failed' && outcome.code).toContain('CERTIFICATE_REQUIRED');
  });
});
