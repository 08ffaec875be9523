import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/domain/route.ts';
import { der, type Given, pem, routeOf } from './views.ts';

const hub = 'https://registry-1.docker.io';

function urls(image: string, given: Given): readonly string[] {
  return routeOf(image, given).endpoints.map((endpoint) => endpoint.url);
}

function only(image: string, given: Given): Endpoint {
  const [endpoint] = routeOf(image, given).endpoints;
  if (!endpoint) throw new Error('no endpoint');
  return endpoint;
}

describe('the classic store', () => {
  test.each<[string, Given, readonly string[]]>([
    ['nginx', {}, [hub]],
    ['nginx', { mirrors: ['https://a', 'https://b/'] }, ['https://a', 'https://b', hub]],
    ['nginx', { mirrors: ['https://a/', 'https://a'] }, ['https://a', hub]],
    ['nginx', { mirrors: ['http://a:5000'] }, ['http://a:5000', hub]],
    ['quay.io/x/y', { mirrors: ['https://a'] }, ['https://quay.io']],
    ['registry-1.docker.io/library/x', { mirrors: ['https://a'] }, [hub]],
    ['reg:5000/x', { insecure: ['reg:5000'] }, ['https://reg:5000', 'http://reg:5000']],
    ['reg:5000/x', { insecure: ['reg'] }, ['https://reg:5000']],
    ['localhost:5000/x', {}, ['https://localhost:5000', 'http://localhost:5000']],
    [
      '10.1.2.3:5000/x',
      { insecure: ['10.0.0.0/8'] },
      ['https://10.1.2.3:5000', 'http://10.1.2.3:5000'],
    ],
    ['nginx', { insecure: ['docker.io', 'registry-1.docker.io'] }, [hub]],
    ['[::1]:5000/x', { version: '27.5.1' }, ['https://[::1]:5000']],
    ['[::1]:5000/x', { version: '28.0.0' }, ['https://[::1]:5000', 'http://[::1]:5000']],
    ['nginx', { mirrors: ['mirror.lab'], version: '1.13.1' }, ['https://mirror.lab', hub]],
  ])('%s with %j goes to %j', (image, given, expected) => {
    expect(urls(image, given)).toEqual(expected);
  });

  test('a network in the insecure list needs the name’s addresses', () => {
    const given = { insecure: ['10.0.0.0/8'] };
    const resolved = new Map([['reg', ['10.1.2.3']]]);
    expect(routeOf('reg:5000/x', given, resolved).endpoints).toHaveLength(2);
    const [unsure] = routeOf('reg:5000/x', given).endpoints;
    expect(unsure?.why.en).toContain('may cover it');
  });

  test('a mirror’s path comes before /v2, even its own /v2', () => {
    const [first, second] = routeOf('nginx', {
      mirrors: ['https://m/proxy', 'https://n/v2'],
    }).endpoints;
    expect(first).toMatchObject({ url: 'https://m/proxy', apiPath: '/proxy/v2', namespace: null });
    expect(second).toMatchObject({ url: 'https://n/v2', apiPath: '/v2/v2' });
  });

  test('ports are those of the URL or of its scheme', () => {
    const [mirror, upstream] = routeOf('nginx', { mirrors: ['http://[fd00::1]'] }).endpoints;
    expect(mirror).toMatchObject({ host: 'fd00::1', port: 80, scheme: 'http' });
    expect(upstream).toMatchObject({ host: 'registry-1.docker.io', port: 443, scheme: 'https' });
  });

  test('every endpoint is offered the same login, and the ping comes first', () => {
    const route = routeOf('nginx', { mirrors: ['https://a'] });
    expect(route.endpoints.map(({ credentials }) => credentials)).toEqual(['registry', 'registry']);
    expect(route.startsWith).toBe('v2');
  });

  test('each endpoint has its own proxy decision', () => {
    const [mirror, upstream] = routeOf('nginx', {
      mirrors: ['http://a'],
      httpsProxy: 'http://proxy:3128',
    }).endpoints;
    expect(mirror?.proxy.proxy).toBeNull();
    expect(upstream?.proxy.proxy).toMatchObject({ host: 'proxy', port: 3128 });
  });

  test('a mirror the engine refuses means that there is no route', () => {
    const route = routeOf('nginx', { mirrors: ['mirror.lab'] });
    expect(route.endpoints).toEqual([]);
    expect(route.refused?.en).toContain('no scheme');
  });
});

describe('trust in the classic store', () => {
  const system = '/etc/ssl/certs/ca-certificates.crt';

  function sources(endpoint: Endpoint): readonly (readonly [string, boolean])[] {
    return endpoint.trust.sources.map(({ path, pem: added }) => [path, added !== null]);
  }

  test('a directory is used only under the exact name in the image', () => {
    const trust = { 'harbor.lab:443': { 'ca.crt': pem() } };
    // measured on 20.10 and 28.5
    expect(sources(only('harbor.lab/x', { trust }))).toEqual([[system, true]]);
    expect(sources(only('harbor.lab:443/x', { trust }))).toEqual([
      [system, true],
      ['/etc/docker/certs.d/harbor.lab:443/ca.crt', true],
    ]);
  });

  test('what is not a PEM .crt adds nothing, and the reason is said', () => {
    const trust = { 'harbor.lab': { 'ca.crt': der, 'ca.pem': pem(), 'hosts.toml': 'server = ""' } };
    const endpoint = only('harbor.lab/x', { trust });
    expect(endpoint.trust.sources.slice(1).map(({ pem: added }) => added)).toEqual([
      null,
      null,
      null,
    ]);
    expect(endpoint.trust.sources.map(({ problem }) => problem?.en)).toEqual([
      undefined,
      expect.stringContaining('no PEM certificate'),
      expect.stringContaining('only .crt files'),
      expect.stringContaining('does not read hosts.toml'),
    ]);
  });

  test('a mirror has its own directory, Docker Hub has none', () => {
    const trust = { 'm:5000': { 'ca.crt': pem() }, 'docker.io': { 'ca.crt': pem() } };
    const [mirror, upstream] = routeOf('nginx', { mirrors: ['https://m:5000'], trust }).endpoints;
    expect(mirror?.trust.sources).toHaveLength(2);
    expect(upstream?.trust.sources).toHaveLength(1);
    expect(upstream?.trust.reason.en).toContain('no certs.d directory for Docker Hub');
  });

  test('an insecure registry’s directory is not read', () => {
    const listed = only('reg.lab/x', {
      trust: { 'reg.lab': { 'ca.crt': pem() } },
      insecure: ['reg.lab'],
    });
    expect(listed.trust).toMatchObject({ verify: false, sources: [] });
  });

  test.each([
    [
      '28.5.2',
      { 'ca.cert': pem() },
      'missing key ca.key for client certificate ca.cert. CA certificates must use the extension .crt',
    ],
    [
      '20.10.24',
      { 'ca.cert': pem() },
      'missing key ca.key for client certificate ca.cert. Note that CA certificates should use the extension .crt',
    ],
    [
      '1.13.1',
      { 'ca.cert': pem() },
      'Missing key ca.key for client certificate ca.cert. Note that CA certificates should use the extension .crt.',
    ],
    ['28.5.2', { 'c.key': pem('PRIVATE KEY') }, 'missing client certificate c.cert for key c.key'],
    [
      '20.10.24',
      { 'c.key': pem('PRIVATE KEY') },
      'Missing client certificate c.cert for key c.key',
    ],
    [
      '28.5.2',
      { 'c.cert': pem(), 'c.key': pem() },
      'tls: found a certificate rather than a key in the PEM for the private key',
    ],
    [
      '28.5.2',
      { 'c.cert': der, 'c.key': pem('PRIVATE KEY') },
      'tls: failed to find any PEM data in certificate input',
    ],
    ['28.5.2', { 'ca.crt': null }, 'open /etc/docker/certs.d/reg.lab/ca.crt: permission denied'],
  ])('on %s, %j ends the lookup', (version, contents, text) => {
    const route = routeOf('reg.lab/x', { version, trust: { 'reg.lab': contents } });
    expect(route.refused?.en).toBe(text);
  });

  test('a file in the place of the directory ends the lookup', () => {
    const place = { filesInPlace: ['reg.lab'], trust: { 'reg.lab': {} } };
    expect(routeOf('reg.lab/x', place).refused?.en).toBe(
      'open /etc/docker/certs.d/reg.lab: not a directory',
    );
    expect(routeOf('other.lab/x', place).refused).toBeNull();
  });

  test('a broken directory of one mirror ends every pull from Docker Hub', () => {
    const trust = { m: { 'ca.cert': pem() } };
    expect(routeOf('nginx', { mirrors: ['https://m'], trust }).refused).not.toBeNull();
    expect(routeOf('quay.io/x', { mirrors: ['https://m'], trust }).refused).toBeNull();
  });

  test('a client certificate is offered with its key', () => {
    const trust = { 'reg.lab': { 'c.cert': pem(), 'c.key': pem('EC PRIVATE KEY') } };
    expect(only('reg.lab/x', { trust }).trust).toMatchObject({
      fatal: null,
      client: {
        certificatePath: '/etc/docker/certs.d/reg.lab/c.cert',
        keyPath: '/etc/docker/certs.d/reg.lab/c.key',
      },
    });
  });
});

describe('the 1.13 fork', () => {
  const fork = { version: '1.13.1', fork: 'projectatomic' } as const;

  // measured on the fork's own build
  test('an unqualified name is looked for in the added registries, then on Docker Hub', () => {
    const route = routeOf('hello', { ...fork, add: ['plain.lab:5000'], mirrors: ['https://m'] });
    expect(route.endpoints.map(({ url, search }) => [url, search?.registry, search?.path])).toEqual(
      [
        ['https://plain.lab:5000', 'plain.lab:5000', 'hello'],
        ['https://m', 'docker.io', 'library/hello'],
        [hub, 'docker.io', 'library/hello'],
      ],
    );
  });

  test('library/ and a tag stay where they were written', () => {
    const [first] = routeOf('library/hello:1', { ...fork, add: ['plain.lab:5000'] }).endpoints;
    expect(first?.search).toEqual({ registry: 'plain.lab:5000', path: 'library/hello' });
  });

  test('a qualified name is not searched for', () => {
    expect(urls('quay.io/x', { ...fork, add: ['plain.lab:5000'] })).toEqual(['https://quay.io']);
  });

  test('blocking docker.io ends the search after the added registries', () => {
    const given = { ...fork, add: ['plain.lab:5000'], block: ['docker.io'] };
    expect(urls('hello', given)).toEqual(['https://plain.lab:5000']);
    expect(routeOf('docker.io/hello', given).refused?.en).toBe('All endpoints blocked.');
    const none = routeOf('hello', { ...fork, block: ['public'] });
    expect(none.refused?.en).toBe('No configured registry to pull from.');
  });

  test('blocking all leaves the added registries', () => {
    const given = { ...fork, add: ['plain.lab:5000'], block: ['all'] };
    expect(urls('hello', given)).toEqual(['https://plain.lab:5000']);
    expect(urls('plain.lab:5000/hello', given)).toEqual(['https://plain.lab:5000']);
    expect(routeOf('quay.io/x', given).refused).not.toBeNull();
  });
});
