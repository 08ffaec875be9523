import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectTo } from './client.ts';
import { createByteReader } from './proxies/byte-reader.ts';
import type { SocksProxy } from './proxies/socks.ts';
import type { Registry } from './registry/registry.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
let socks: SocksProxy;
beforeAll(async () => {
  world = await startWorld();
  registry = await world.registry({ name: 'registry.example' });
});
beforeEach(async () => {
  socks = await world.socks();
});
afterAll(() => world.stop());

/** What the proxy replies to a request for `registry.example:80`; the socket stays open. */
async function connectByName(name: string, login?: [string, string]) {
  const socket = connectTo(`${socks.address}:${socks.port}`).on('error', () => {});
  const reader = createByteReader(socket);
  socket.write(Buffer.from([5, 1, login ? 2 : 0]));
  const [, method] = await reader.read(2);
  if (method === 0xff) return { method, socket };
  if (login) {
    socket.write(Buffer.concat([Buffer.from([1]), ...login.map(sized)]));
    const [, verdict] = await reader.read(2);
    if (verdict !== 0) return { method, verdict, socket };
  }
  socket.write(Buffer.concat([Buffer.from([5, 1, 0, 3]), sized(name), Buffer.from([0, 80])]));
  const reply = (await reader.read(10))[1];
  reader.release();
  return { method, reply, socket };
}

const sized = (text: string) => Buffer.from([text.length, ...Buffer.from(text)]);

async function heard(socket: Socket): Promise<string> {
  socket.resume();
  socket.write('GET /v2/ HTTP/1.1\r\nHost: registry.example\r\n\r\n');
  const [chunk] = await once(socket, 'data');
  socket.destroy();
  return String(chunk);
}

describe('a SOCKS5 proxy', () => {
  it('connects to names that only it can resolve', async () => {
    const { reply, socket } = await connectByName('registry.example');
    expect(reply).toBe(0);
    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 200/);
    expect(socks.requests[0]).toEqual({
      ...{ target: 'registry.example:80', user: null, named: true, reply: 0 },
    });
    expect(registry.requests).toHaveLength(1);
  });

  it('asks for a password where it has users', async () => {
    socks.options.users = { alice: 's3cret' };
    expect((await connectByName('registry.example')).method).toBe(0xff);
    const wrong = await connectByName('registry.example', ['alice', 'nope']);
    expect(wrong.verdict).toBe(1);
    expect((await connectByName('registry.example', ['alice', 's3cret'])).reply).toBe(0);
    expect(socks.requests.at(-1)?.user).toBe('alice');
  });

  it('says why it does not connect', async () => {
    expect((await connectByName('nowhere.example')).reply).toBe(4);
    socks.options.resolve = { 'dead.example': await world.deadEndpoint() };
    expect((await connectByName('dead.example')).reply).toBe(5);
    socks.options.blocked = ['registry.example'];
    expect((await connectByName('registry.example')).reply).toBe(2);
    socks.options.answer = 'failure';
    expect((await connectByName('registry.example')).reply).toBe(1);
  });
});
