import { createSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeNetwork } from '../../src/adapters/node-network.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Wait, Wire } from '../../src/ports/network.ts';
import { startWorld, type World } from '../world/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const wait = (deadlineMs = 2_000, signal = new AbortController().signal): Wait => ({
  deadlineMs,
  signal,
});

function got<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'saw') throw new Error(JSON.stringify(outcome));
  return outcome.data;
}

/** A server that does this with each connection, and the way there. */
async function serving(meet: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    meet(socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bound = server.address();
  return { server, port: typeof bound === 'object' && bound ? bound.port : 0 };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array | null) => (data ? new TextDecoder().decode(data) : null);

describe('a wire', () => {
  test('carries bytes both ways, gives back what was read too far, and ends', async () => {
    const { server, port } = await serving((socket) => {
      socket.once('data', (data) => socket.end(`heard ${data}`));
    });
    const wire = got(await nodeNetwork.dial({ address: '127.0.0.1', port }, wait()));
    wire.write(bytes('hello'));
    const first = got(await wire.read(wait()));
    expect(text(first)).toBe('heard hello');
    wire.unread(bytes('hello'));
    expect(text(got(await wire.read(wait())))).toBe('hello');
    expect(got(await wire.read(wait()))).toBeNull();
    wire.close();
    expect(wire.open).toBe(false);
    server.close();
  });

  test('waits no longer than it is told', async () => {
    const { server, port } = await serving(() => {});
    const wire = got(await nodeNetwork.dial({ address: '127.0.0.1', port }, wait()));
    expect(await wire.read(wait(30))).toMatchObject({ kind: 'failed', code: 'DEADLINE' });
    wire.close();
    server.close();
  });

  test('is given up at once when the budget ends', async () => {
    const { server, port } = await serving(() => {});
    const wire = got(await nodeNetwork.dial({ address: '127.0.0.1', port }, wait()));
    const ending = new AbortController();
    const read = wire.read(wait(5_000, ending.signal));
    ending.abort();
    expect(await read).toEqual({ kind: 'skipped', because: 'budget' });
    expect(
      await nodeNetwork.dial({ address: '127.0.0.1', port }, wait(5_000, ending.signal)),
    ).toEqual({
      kind: 'skipped',
      because: 'budget',
    });
    wire.close();
    server.close();
  });
});

describe('trouble is told by a code', () => {
  test('a refused connection', async () => {
    const [address = '', port] = (await world.deadEndpoint()).split(':');
    const outcome = await nodeNetwork.dial({ address, port: Number(port) }, wait());
    expect(outcome).toMatchObject({ kind: 'failed', code: 'ECONNREFUSED' });
  });

  test('a name where an address belongs: nothing here resolves names', async () => {
    const outcome = await nodeNetwork.dial({ address: 'localhost', port: 1 }, wait());
    expect(outcome).toMatchObject({ kind: 'failed', code: 'EINVAL' });
  });

  test('a datagram to a port where nobody listens', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((ready) => socket.bind(0, '127.0.0.1', ready));
    const { port } = socket.address();
    socket.close();
    const outcome = await nodeNetwork.datagram({ address: '127.0.0.1', port }, bytes('?'), wait());
    expect(outcome).toMatchObject({ kind: 'failed', code: 'ECONNREFUSED' });
  });

  test('plain HTTP in answer to TLS, with a code of OpenSSL and never its text', async () => {
    const registry = await world.registry({});
    const wire = got(await nodeNetwork.dial(registry, wait()));
    const hello = { serverName: 'x.example', offer: 'engine', client: null } as const;
    const outcome = await nodeNetwork.secure(wire, hello, wait());
    expect(outcome.kind === 'failed' && outcome.code).toMatch(/^ERR_SSL_/);
  });
});

describe('TLS', () => {
  const greet = async (wire: Wire, offer: 'engine' | 'anything' = 'engine') =>
    nodeNetwork.secure(wire, { serverName: 'tls.lab', offer, client: null }, wait());

  test('shows what is presented, verified or not, and nothing that is not', async () => {
    const registry = await world.registry({
      name: 'tls.lab',
      tls: { kind: 'missing-intermediate' },
    });
    const session = got(await greet(got(await nodeNetwork.dial(registry, wait()))));
    expect(session.protocol).toBe('TLSv1.3');
    expect(session.chain).toHaveLength(1);
    session.wire.close();
  });

  test('offers no more than the engine does, unless anything is asked for', async () => {
    const registry = await world.registry({ name: 'tls.lab', tls: { kind: 'tls-1.1-only' } });
    const strict = await greet(got(await nodeNetwork.dial(registry, wait())));
    expect(strict.kind).toBe('failed');
    const lax = got(await greet(got(await nodeNetwork.dial(registry, wait())), 'anything'));
    expect(lax.protocol).toBe('TLSv1.1');
    lax.wire.close();
  });

  test('survives that the wire below is closed first', async () => {
    const registry = await world.registry({ name: 'tls.lab', tls: { kind: 'old-ciphers-only' } });
    const below = got(await nodeNetwork.dial(registry, wait()));
    const session = got(await greet(below, 'anything'));
    below.close();
    session.wire.close();
    expect(session.wire.open).toBe(false);
  });

  test('with a key that does not belong to its certificate is an outcome, not a crash', async () => {
    const registry = await world.registry({ name: 'tls.lab', tls: { kind: 'private-ca' } });
    const one = world.clientCertificate();
    const client = { certificate: one.pem, key: 'no key at all' };
    const wire = got(await nodeNetwork.dial(registry, wait()));
    const hello = { serverName: 'tls.lab', offer: 'engine', client } as const;
    expect((await nodeNetwork.secure(wire, hello, wait())).kind).toBe('failed');
  });
});

test('the routing table is asked without sending anything', async () => {
  const source = got(await nodeNetwork.source({ address: '127.0.0.1', port: 9 }));
  expect(source).toEqual({ address: '127.0.0.1', device: 'lo' });
});
