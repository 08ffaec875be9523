import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, connectTo, tunnel } from './client.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

describe('a world', () => {
  it('writes a hosts file with all its names', async () => {
    await world.registry({ name: 'registry-1.docker.io', address: '127.0.0.5' });
    await world.tokenServer({ name: 'auth.docker.io' });
    await world.registry();
    expect(world.hostsFile().split('\n')).toEqual([
      '127.0.0.1\tlocalhost',
      '::1\tlocalhost',
      '127.0.0.5\tregistry-1.docker.io',
      '0.0.0.0\tauth.docker.io',
      '',
    ]);
  });

  it('forgets the names of servers that have stopped', async () => {
    const mirror = await world.registry({ name: 'mirror.example' });
    await mirror.stop();
    expect(world.hostsFile()).not.toContain('mirror.example');
  });

  it('has portals that answer everything with a page', async () => {
    const portal = await world.portal({ name: 'portal.example' });
    const answer = await ask(`${portal.url}/token?service=x`);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('sign in')]);
  });

  it('has endpoints where nobody listens', async () => {
    const host = await world.deadEndpoint();
    await expect(ask(`http://${host}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('takes the port it is given', async () => {
    const first = await world.registry();
    await first.stop();
    const second = await world.registry({ port: first.port });
    expect(second.host).toBe(first.host);
  });

  it('says so when a port is taken', async () => {
    const { port } = await world.registry();
    await expect(world.registry({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(world.dns({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('stopping a world', () => {
  it('ends every connection at once, whatever it was waiting for', async () => {
    const slow = await world.registry({ delays: { v2: 60_000 } });
    const hung = await world.registry({ mirror: 'hang' });
    const proxy = await world.proxy();
    const waiting = [
      ask(`${slow.url}/v2/`),
      ask(`${hung.url}/v2/a/manifests/b`),
      tunnel(proxy.url, { target: slow.host }).then(({ socket }) => once(socket, 'close')),
    ];
    const idle = connectTo(slow.host);
    const idleEnds = once(idle, 'close');
    await Promise.all([slow.seen(), hung.seen(), proxy.seen(({ status }) => status === null)]);
    const begun = performance.now();
    await world.stop();
    await Promise.all([Promise.allSettled(waiting), idleEnds]);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('leaves nothing that would keep a process alive', async () => {
    await world.registry({ tls: { kind: 'private-ca' } });
    await world.dns();
    await world.socks();
    await world.stop();
    await expect.poll(() => process.getActiveResourcesInfo().filter(isNetwork)).toEqual([]);
  });

  it('can be done twice', async () => {
    await world.stop();
    await expect(world.stop()).resolves.toBeUndefined();
  });
});

const isNetwork = (resource: string) => /TCP|UDP/.test(resource);
