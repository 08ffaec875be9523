import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, through, tunnel } from './client.ts';
import type { ForwardProxy } from './proxies/proxy.ts';
import type { Registry } from './registry/registry.ts';
import { image, startWorld, type World } from './world.ts';

let world: World;
let hub: Registry;
let plain: Registry;
let proxy: ForwardProxy;
const HUB = 'registry-1.docker.io';
beforeAll(async () => {
  world = await startWorld();
  const images = [image({ repo: 'library/hello' })];
  hub = await world.registry({ name: HUB, tls: { kind: 'private-ca' }, images });
  plain = await world.registry({ name: 'plain.example', images });
});
beforeEach(async () => {
  proxy = await world.proxy({ name: 'proxy.example' });
});
afterAll(() => world.stop());

const connectStatus = async (target = `${HUB}:443`, headers = {}) => {
  const { status, socket, headers: answered } = await tunnel(proxy.url, { target, headers });
  socket.destroy();
  return { status, answered };
};
const viaProxy = (url: string, headers = {}) =>
  ask(`${proxy.url}`, { path: url, headers: { Host: new URL(url).host, ...headers } });
const login = (text: string) => ({
  'Proxy-Authorization': `Basic ${Buffer.from(text).toString('base64')}`,
});

describe('a forward proxy', () => {
  it('makes the world look like Docker Hub', async () => {
    const { status, socket } = await tunnel(proxy.url, { target: `${HUB}:443` });
    expect(status).toBe(200);
    const wishes = through(socket, HUB, world.authority.pem);
    const answer = await ask(`https://${HUB}/v2/library/hello/manifests/latest`, wishes);
    expect(answer.status).toBe(200);
    expect(hub.requests.at(-1)).toMatchObject({ host: HUB, tls: { servername: HUB } });
    expect(proxy.requests[0]).toMatchObject({ method: 'CONNECT', url: `${HUB}:443`, status: 200 });
  });

  it('passes plain requests on, without what concerns itself only', async () => {
    const url = 'http://plain.example/v2/library/hello/manifests/latest';
    const answer = await viaProxy(url, login('a:b'));
    expect(answer.status).toBe(200);
    expect(plain.requests.at(-1)?.headers).not.toHaveProperty('proxy-authorization');
    expect(proxy.requests[0]?.url).toBe(url);
  });

  it('goes by its own map of names first', async () => {
    proxy.options.resolve = { 'mapped.example:443': hub.host, 'anyport.example': plain.host };
    expect((await connectStatus('mapped.example:443')).status).toBe(200);
    expect((await viaProxy('http://anyport.example/v2/')).status).toBe(200);
  });

  it('never leaves this world', async () => {
    expect((await connectStatus('example.com:443')).status).toBe(503);
    expect((await connectStatus('192.0.2.1:443')).status).toBe(503);
    expect((await viaProxy('http://example.com/')).status).toBe(503);
  });

  it('says 502 where nobody listens', async () => {
    const dead = await world.deadEndpoint();
    expect((await connectStatus(dead)).status).toBe(502);
    expect((await viaProxy(`http://${dead}/`)).status).toBe(502);
  });

  it('says 400 to what is not for a proxy', async () => {
    expect((await ask(proxy.url)).status).toBe(400);
    expect((await connectStatus('no-port')).status).toBe(400);
  });

  it('can be spoken to over TLS', async () => {
    proxy.options.tls = { kind: 'private-ca' };
    const wishes = { target: `${HUB}:443`, ca: world.authority.pem };
    const { status, socket } = await tunnel(proxy.url, wishes);
    expect(status).toBe(200);
    const inner = through(socket, HUB, world.authority.pem);
    expect((await ask(`https://${HUB}/v2/`, inner)).status).toBe(200);
  });
});

describe('a proxy that wants a password', () => {
  it('says 407 until it gets the right one', async () => {
    proxy.options.auth = { kind: 'basic', users: { 'us@er': 'p/w' } };
    const { status, answered } = await connectStatus();
    expect(status).toBe(407);
    expect(answered['proxy-authenticate']).toBe('Basic realm="proxy"');
    expect((await connectStatus(`${HUB}:443`, login('us@er:wrong'))).status).toBe(407);
    expect((await connectStatus(`${HUB}:443`, login('us@er:p/w'))).status).toBe(200);
    expect((await viaProxy('http://plain.example/v2/')).status).toBe(407);
    expect((await viaProxy('http://plain.example/v2/', login('us@er:p/w'))).status).toBe(200);
  });

  it('can offer only what Docker does not speak', async () => {
    proxy.options.auth = { kind: 'unsupported' };
    const { status, answered } = await connectStatus(`${HUB}:443`, login('a:b'));
    expect(status).toBe(407);
    expect(answered['proxy-authenticate']).toBe('Negotiate, NTLM');
  });
});

describe('a proxy with a policy', () => {
  it('can block hosts, and everything below them', async () => {
    proxy.options.blocked = ['.docker.io'];
    expect((await connectStatus()).status).toBe(403);
    proxy.options.blocked = ['docker.io'];
    expect((await connectStatus()).status).toBe(200);
  });

  it('can allow a chosen few only', async () => {
    proxy.options.allowed = ['plain.example'];
    expect((await connectStatus()).status).toBe(403);
    expect((await viaProxy('http://plain.example/v2/')).status).toBe(200);
  });

  it.each([502, 503, 504] as const)('can answer everything with %i', async (answer) => {
    proxy.options.answer = answer;
    expect((await connectStatus()).status).toBe(answer);
    expect((await viaProxy('http://plain.example/v2/')).status).toBe(answer);
  });

  it.each(['hang', 'reset'] as const)('can %s', async (answer) => {
    proxy.options.answer = answer;
    const outcome = connectStatus().catch((error: NodeJS.ErrnoException) => error.code);
    await proxy.seen();
    await proxy.stop();
    expect(await outcome).toBe('ECONNRESET');
  });
});

describe('a proxy that looks into TLS', () => {
  beforeEach(() => {
    proxy.options.intercept = {};
  });

  it('shows certificates of its own, and passes the requests on', async () => {
    const { socket } = await tunnel(proxy.url, { target: `${HUB}:443` });
    const wishes = through(socket, HUB, proxy.authority.pem);
    const answer = await ask(`https://${HUB}/v2/library/hello/manifests/latest`, wishes);
    expect(answer.status).toBe(200);
    const inside = await proxy.seen(({ method }) => method === 'GET');
    expect(inside.url).toBe(`https://${HUB}/v2/library/hello/manifests/latest`);
  });

  it('is not believed by who trusts the registry only', async () => {
    const { socket } = await tunnel(proxy.url, { target: `${HUB}:443` });
    const wishes = through(socket, HUB, world.authority.pem);
    await expect(ask(`https://${HUB}/v2/`, wishes)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  it('can leave hosts alone', async () => {
    proxy.options.intercept = { only: ['elsewhere.example'] };
    const { socket } = await tunnel(proxy.url, { target: `${HUB}:443` });
    const wishes = through(socket, HUB, world.authority.pem);
    expect((await ask(`https://${HUB}/v2/`, wishes)).status).toBe(200);
  });
});
