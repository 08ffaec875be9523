import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { image, startWorld, type World } from '../../world/world.ts';
import { examine, stagesAt } from '../doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const hello = image({ repo: 'library/hello-world' });
const app = image({ repo: 'team/app' });

/** A registry that stands in for Docker Hub, with its token server, on the ports Hub has. */
async function startHub() {
  const token = await world.tokenServer({ name: 'auth.docker.io', tls: { kind: 'private-ca' } });
  const hub = await world.registry({
    name: 'registry-1.docker.io',
    tls: { kind: 'private-ca' },
    images: [hello],
    auth: { kind: 'bearer', realm: 'https://auth.docker.io/token' },
  });
  const ways = { 'registry-1.docker.io:443': hub, 'auth.docker.io:443': token };
  return { hub, token, ways };
}

describe('a healthy host', () => {
  test('gets no findings, and every stage of Docker Hub is seen', async () => {
    const { ways, hub } = await startHub();
    const { document, codes } = await examine(world, { ways });
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('healthy');
    expect(stagesAt(document, 'https://registry-1.docker.io')).toEqual([
      'dns: ok',
      'tcp: ok',
      'proxy: skipped direct',
      'tls: ok',
      'v2: ok',
      'token: ok',
      'manifest: ok',
      'blob: unknown NO_SUCH_BLOB',
    ]);
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
    expect(hub.requests.map(({ method }) => method)).not.toContain('POST');
  });

  test('never costs a pull on Docker Hub: manifests are asked for with HEAD only', async () => {
    const { ways, hub } = await startHub();
    await examine(world, { images: ['hello-world', 'hello-world:missing'], ways });
    const manifests = hub.requests.filter(({ url }) => url.includes('/manifests/'));
    expect(manifests.length).toBeGreaterThan(0);
    expect(manifests.every(({ method }) => method === 'HEAD')).toBe(true);
  });

  test.each(['classic', 'containerd'] as const)(
    'pulls from a private registry in the %s store',
    async (store) => {
      const token = await world.tokenServer({ name: 'auth.lab', tls: { kind: 'private-ca' } });
      const cdn = await world.blobHost({ name: 'cdn.lab', tls: { kind: 'private-ca' } });
      const registry = await world.registry({
        name: 'harbor.lab',
        tls: { kind: 'private-ca' },
        images: [app],
        auth: { kind: 'bearer', realm: `https://auth.lab:${token.port}/token` },
        blobs: { redirect: `https://cdn.lab:${cdn.port}` },
      });
      const host = `harbor.lab:${registry.port}`;
      const { document, codes } = await examine(world, { images: [`${host}/team/app`], store });
      expect(codes).toEqual([]);
      expect(stagesAt(document, `https://${host}`).slice(3)).toEqual([
        'tls: ok',
        store === 'classic' ? 'v2: ok' : 'v2: skipped not-asked',
        'token: ok',
        'manifest: ok',
        'blob: ok',
      ]);
      expect(document.routes[0]?.prediction).toEqual({
        outcome: 'pulled',
        servedBy: `https://${host}`,
        error: null,
      });
      const sent = cdn.requests.flatMap(({ headers }) => Object.keys(headers));
      expect(sent).not.toContain('authorization');
    },
  );

  test('uses one connection for all stages of a hop', async () => {
    const registry = await world.registry({
      name: 'one.lab',
      images: [app],
      tls: { kind: 'private-ca' },
    });
    await examine(world, { images: [`one.lab:${registry.port}/team/app`] });
    expect(registry.connections()).toBe(1);
    expect(registry.requests.length).toBeGreaterThan(3);
  });

  test('says nothing of the HTTPS that an insecure registry does not have', async () => {
    const registry = await world.registry({ name: 'plain.lab', images: [app] });
    const host = `plain.lab:${registry.port}`;
    const { codes, document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
    });
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('healthy');
    expect(document.routes[0]?.prediction.servedBy).toBe(`http://${host}`);
  });

  test('looks at every registry the configuration names when nothing is asked for', async () => {
    const { ways } = await startHub();
    const registry = await world.registry({ name: 'named.lab', tls: { kind: 'private-ca' } });
    const host = `named.lab:${registry.port}`;
    const pem = new TextEncoder().encode(world.authority.pem);
    const files = [{ name: 'ca.crt', path: `/etc/docker/certs.d/${host}/ca.crt`, bytes: pem }];
    const { document } = await examine(world, {
      ways,
      view: { trustDirectories: new Map([[host, files]]) },
    });
    expect(document.routes.map((route) => route.image)).toEqual([
      'docker.io/library/hello-world:latest',
      host,
    ]);
    expect(document.verdict).toBe('healthy');
    expect(registry.requests.map(({ url }) => url)).toEqual(['/v2/']);
  });
});

describe('requests', () => {
  test('look like the engine that makes them', async () => {
    const registry = await world.registry({ name: 'ua.lab', images: [app] });
    const host = `ua.lab:${registry.port}`;
    for (const store of ['classic', 'containerd'] as const) {
      await examine(world, { images: [`${host}/team/app`], view: { insecure: [host] }, store });
    }
    const agents = registry.requests.map(({ headers }) => headers['user-agent'] ?? '');
    expect(agents[0]).toMatch(/^docker\/28\.5\.2 go\/go1\.\d+ .*UpstreamClient\(Docker-Client\/28/);
    expect(agents.at(-1)).toContain('containerd-client/');
  });
});

describe('events', () => {
  test('begin with what is looked at, tell each stage, and end with the document', async () => {
    const registry = await world.registry({ name: 'events.lab', images: [app] });
    const host = `events.lab:${registry.port}`;
    const { events, document } = await examine(world, {
      images: [`${host}/team/app`],
      view: { insecure: [host] },
    });
    expect(events[0]).toEqual({ kind: 'started', images: [`${host}/team/app:latest`] });
    expect(events.at(-1)).toEqual({ kind: 'done', document });
    const plain = events.filter(
      (event) => event.kind === 'stage' && event.endpoint.startsWith('http:'),
    );
    const told = plain.map((event) =>
      event.kind === 'stage' ? `${event.stage} ${event.state}` : '',
    );
    expect(told).toEqual([
      'dns running',
      'dns saw',
      'tcp running',
      'tcp saw',
      'v2 running',
      'v2 saw',
      'manifest running',
      'manifest saw',
      'blob running',
      'blob saw',
    ]);
  });
});
