import { createSocket } from 'node:dgram';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, connectTo } from './client.ts';
import type { DnsStub } from './dns/stub.ts';
import type { ForwardProxy } from './proxies/proxy.ts';
import type { SocksProxy } from './proxies/socks.ts';
import type { Registry } from './registry/registry.ts';
import { image, startWorld, type World } from './world.ts';

let world: World;
let registry: Registry;
let secure: Registry;
let proxy: ForwardProxy;
let socks: SocksProxy;
let dns: DnsStub;
beforeAll(async () => {
  world = await startWorld();
  const images = [image({ repo: 'library/hello' })];
  registry = await world.registry({ images, auth: { kind: 'none' } });
  secure = await world.registry({ images, tls: { kind: 'private-ca' }, auth: { kind: 'bearer' } });
  proxy = await world.proxy({ intercept: {} });
  socks = await world.socks();
  dns = await world.dns();
});
afterAll(() => world.stop());

/** Says it, and waits until the server has closed or has nothing more to say. */
function shout(host: string, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = connectTo(host).on('error', () => {});
    socket.on('close', () => resolve()).resume();
    socket.end(bytes, () => socket.setTimeout(30, () => socket.destroy()));
  });
}

const junk = fc.uint8Array({ maxLength: 300 });
const word = fc.oneof(
  fc.string(),
  fc.constantFrom('/v2/', '%', '%ff', '//', '*', 'a:b', '?', '..'),
);
const requestLine = fc.record({
  method: fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PATCH',
    'PUT',
    'DELETE',
    'CONNECT',
    'OPTIONS',
    'X',
  ),
  path: fc.oneof(
    fc.array(word).map((words) => words.join('')),
    fc.tuple(word, word).map(([repo, tag]) => `/v2/${repo}/manifests/${tag}`),
    fc.tuple(word, word).map(([repo, id]) => `/v2/${repo}/blobs/uploads/${id}?digest=${id}`),
    fc.tuple(word, word).map(([user, scope]) => `/token?account=${user}&scope=${scope}`),
    word.map((host) => `http://${host}/`),
  ),
  header: fc.constantFrom(
    'Authorization',
    'Range',
    'Content-Length',
    'Host',
    'Proxy-Authorization',
  ),
  value: fc.oneof(fc.string(), fc.constantFrom('bytes=5-1', 'Basic !!!', 'Bearer', '-1', '[')),
});
const request = requestLine.map(({ method, path, header, value }) =>
  Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: x\r\n${header}: ${value}\r\n\r\n`, 'latin1'),
);

it('survives every kind of nonsense on TCP', async () => {
  const hosts = [registry, secure, proxy].map(({ host }) => host);
  hosts.push(`${socks.address}:${socks.port}`, dns.server);
  const nonsense = fc.array(fc.oneof(junk, request), { minLength: 1, maxLength: 10 });
  const property = fc.asyncProperty(nonsense, async (messages) => {
    const all = hosts.flatMap((host) => messages.map((message) => shout(host, message)));
    await Promise.all(all);
  });
  await fc.assert(property, { numRuns: 100 });
  // Not everything was so bad that it never became a request.
  expect(registry.requests.length).toBeGreaterThan(10);
  await stillServing();
});

it('survives every kind of nonsense on UDP', async () => {
  const socket = createSocket('udp4').on('error', () => {});
  const query = Buffer.from(
    '12340100000100000000000003777777076578616d706c6503636f6d0000010001',
    'hex',
  );
  const mangled = fc.tuple(fc.nat(query.length - 1), fc.nat(255)).map(([at, byte]) => {
    const copy = Buffer.from(query);
    copy[at] = byte;
    return copy;
  });
  const property = fc.asyncProperty(fc.oneof(junk, mangled), async (message) => {
    await new Promise((resolve) => socket.send(message, dns.port, dns.address, resolve));
  });
  await fc.assert(property, { numRuns: 500 });
  socket.close();
  await stillServing();
});

async function stillServing(): Promise<void> {
  const manifest = await ask(`${registry.url}/v2/library/hello/manifests/latest`);
  expect(manifest.status).toBe(200);
  expect((await ask(`${secure.url}/v2/`, { ca: world.authority.pem })).status).toBe(401);
  expect((await ask(proxy.url, { path: `${registry.url}/v2/` })).status).toBe(200);
  for (const server of [registry, secure, proxy]) expect(server.faults).toEqual([]);
}
