import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/domain/route.ts';
import { der, type Given, hostsToml, pem, routeOf } from './views.ts';

const hub = 'https://registry-1.docker.io';
const c8d = { store: 'containerd' } as const;
const hubAddress = new Map([['registry-1.docker.io', ['10.77.0.10']]]);

function urls(image: string, given: Given): readonly string[] {
  return routeOf(image, { ...c8d, ...given }).endpoints.map((endpoint) => endpoint.url);
}

function endpointsOf(image: string, given: Given): readonly Endpoint[] {
  return routeOf(image, { ...c8d, ...given }).endpoints;
}

describe('the containerd store from 28.0', () => {
  test.each<[string, Given, readonly string[]]>([
    ['nginx', {}, [hub]],
    ['nginx', { mirrors: ['https://a', 'http://b:5000/'] }, ['https://a', 'http://b:5000', hub]],
    ['quay.io/x/y', { mirrors: ['https://a'] }, ['https://quay.io']],
    ['reg:5000/x', { insecure: ['reg:5000'] }, ['https://reg:5000', 'http://reg:5000']],
    ['localhost:5000/x', {}, ['https://localhost:5000', 'http://localhost:5000']],
    ['localhost:80/x', {}, ['http://localhost:80']],
    ['localhost/x', {}, ['https://localhost']],
    ['localhost/x', { insecure: ['other'] }, ['https://localhost', 'http://localhost']],
    ['127.0.0.1:443/x', {}, ['https://127.0.0.1:443']],
  ])('%s with %j goes to %j', (image, given, expected) => {
    expect(urls(image, given)).toEqual(expected);
  });

  test('mirrors are told the namespace and get no login', () => {
    const [mirror, upstream] = endpointsOf('nginx', { mirrors: ['https://a'] });
    expect(mirror).toMatchObject({ namespace: 'docker.io', credentials: 'none', role: 'mirror' });
    expect(upstream).toMatchObject({ namespace: null, credentials: 'registry', role: 'upstream' });
    expect(routeOf('nginx', c8d).startsWith).toBe('manifest');
  });

  test('a mirror’s path is followed by /v2 unless it ends so', () => {
    const [first, second] = endpointsOf('nginx', { mirrors: ['https://m/proxy', 'https://n/v2'] });
    expect(first).toMatchObject({ url: 'https://m/proxy', apiPath: '/proxy/v2' });
    expect(second).toMatchObject({ url: 'https://n', apiPath: '/v2' });
  });

  test('a mirror trusts what Docker Hub’s directory holds, not its own', () => {
    // measured on 28.5.2 and 29.7.2
    const trust = { m: { 'ca.crt': pem() }, 'docker.io': { 'hub.crt': pem() } };
    const [mirror, upstream] = endpointsOf('nginx', { mirrors: ['https://m'], trust });
    const paths = ['/etc/ssl/certs/ca-certificates.crt', '/etc/docker/certs.d/docker.io/hub.crt'];
    expect(mirror?.trust.sources.map(({ path }) => path)).toEqual(paths);
    expect(upstream?.trust.sources.map(({ path }) => path)).toEqual(paths);
    expect(mirror?.trust.reason.en).toContain("not the mirror's own");
  });

  // measured on 29.7.2
  test.each<[string, Given]>([
    ['a mirror is listed as insecure', { mirrors: ['https://m'], insecure: ['m'] }],
    [
      'a network covers Docker Hub, with a mirror',
      { mirrors: ['https://m'], insecure: ['10.77.0.0/24'] },
    ],
    ['a network covers Docker Hub, without mirrors', { insecure: ['10.77.0.0/24'] }],
    ['a plain HTTP mirror is on this machine', { mirrors: ['http://127.0.0.1:5000'] }],
  ])('Docker Hub is not verified when %s', (_name, given) => {
    const { endpoints } = routeOf('nginx', { ...c8d, ...given }, hubAddress);
    const upstream = endpoints.find(({ url }) => url === hub);
    expect(upstream?.trust.verify).toBe(false);
    expect(endpoints.at(-1)).toMatchObject({ url: 'http://registry-1.docker.io', fallback: true });
  });

  test('an insecure registry that is no mirror leaves Docker Hub verified', () => {
    const { endpoints } = routeOf(
      'nginx',
      { ...c8d, mirrors: ['https://m'], insecure: ['reg:5000'] },
      hubAddress,
    );
    expect(endpoints.map(({ trust }) => trust.verify)).toEqual([true, true]);
  });

  test('the classic store keeps Docker Hub verified', () => {
    const { endpoints } = routeOf('nginx', { mirrors: ['https://m'], insecure: ['m'] }, hubAddress);
    expect(endpoints.map(({ trust }) => trust.verify)).toEqual([false, true]);
  });

  test.each([
    // measured on 29.7.2
    [
      { 'ca.cert': pem() },
      'failed to load X509 key pair: tls: found a certificate rather than a key in the PEM for the private key',
    ],
    [{ 'ca.crt': der }, 'unable to load CA cert "/etc/docker/certs.d/harbor.lab/ca.crt"'],
    [
      { 'ca.crt': null },
      'unable to read CA cert "/etc/docker/certs.d/harbor.lab/ca.crt": open /etc/docker/certs.d/harbor.lab/ca.crt: permission denied',
    ],
  ])('a directory with %j ends the lookup', (contents, text) => {
    const route = routeOf('harbor.lab/x', { ...c8d, trust: { 'harbor.lab': contents } });
    expect(route.refused?.en).toBe(text);
  });

  test('a file in the place of the directory ends the lookup', () => {
    const place = { filesInPlace: ['harbor.lab'], trust: { 'harbor.lab': {} } };
    expect(routeOf('harbor.lab/x', { ...c8d, ...place }).refused?.en).toBe(
      'open /etc/docker/certs.d/harbor.lab/hosts.toml: not a directory',
    );
  });

  test.each([
    { 'ca.pem': pem() },
    { 'c.key': pem('PRIVATE KEY') },
    { 'all.cert': pem() + pem('PRIVATE KEY') },
    {},
  ])('a directory with %j is harmless', (contents) => {
    const route = routeOf('harbor.lab/x', { ...c8d, trust: { 'harbor.lab': contents } });
    expect(route).toMatchObject({ refused: null, endpoints: [{ url: 'https://harbor.lab' }] });
  });

  test.each([
    [
      'reg:5000/x',
      { reg_5000_: { 'a.crt': pem() }, 'reg:5000': { 'b.crt': pem() } },
      'reg_5000_/a.crt',
    ],
    [
      'reg:5000/x',
      { 'reg:5000': { 'b.crt': pem() }, _default: { 'c.crt': pem() } },
      'reg:5000/b.crt',
    ],
    ['reg:5000/x', { _default: { 'c.crt': pem() } }, '_default/c.crt'],
    ['nginx', { 'docker.io': { 'h.crt': pem() } }, 'docker.io/h.crt'],
    ['nginx', { _default: { 'c.crt': pem() } }, '_default/c.crt'],
  ])('%s reads the first directory that exists', (image, trust, path) => {
    const [endpoint] = endpointsOf(image, { trust });
    expect(endpoint?.trust.sources.at(-1)?.path).toBe(`/etc/docker/certs.d/${path}`);
  });

  // measured on 28.5.2
  test('before 29.5 token servers are asked with the system’s certificates only', () => {
    const trust = { 'harbor.lab': { 'ca.crt': pem() } };
    const at = (version: string) => endpointsOf('harbor.lab/x', { version, trust })[0]?.tokenTrust;
    for (const version of ['26.1.5', '28.5.2', '29.4.3']) {
      expect(at(version)?.sources).toHaveLength(1);
      expect(at(version)?.verify).toBe(true);
    }
    expect(at('29.5.0')).toBeUndefined();
  });
});

describe('hosts.toml', () => {
  const hosts = (toml: ReturnType<typeof hostsToml>, directory = 'docker.io') => ({
    hosts: { [directory]: toml },
    trust: { [directory]: { 'hosts.toml': 'x', 'ca.crt': pem() } },
  });

  test('its hosts come in order, then the server or the registry itself', () => {
    const toml = hostsToml([{ url: 'https://a' }, { url: 'b:5000' }]);
    expect(urls('nginx', hosts(toml))).toEqual(['https://a', 'https://b:5000', hub]);
    const served = hostsToml([{ url: 'https://a' }], { url: 'https://up.example/x' });
    expect(urls('nginx', hosts(served))).toEqual(['https://a', 'https://up.example/x']);
  });

  test('with two hosts or more, daemon.json’s lists do not count', () => {
    const toml = hostsToml([{ url: 'https://a' }]);
    const given = { ...hosts(toml), mirrors: ['https://m'], insecure: ['a'] };
    expect(urls('nginx', given)).toEqual(['https://a', hub]);
  });

  test('with a server alone, they do', () => {
    const toml = hostsToml([], { url: 'https://up.example' });
    const given = { ...hosts(toml), mirrors: ['https://m'] };
    expect(urls('nginx', given)).toEqual(['https://m', 'https://up.example']);
  });

  test('paths and override_path decide what comes before the name', () => {
    const toml = hostsToml([
      { url: 'https://a/x/' },
      { url: 'https://b/v2' },
      { url: 'https://c/api', overridePath: true },
      { url: 'https://d', overridePath: true },
    ]);
    const paths = endpointsOf('nginx', hosts(toml)).map(({ apiPath }) => apiPath);
    expect(paths).toEqual(['/x/v2', '/v2', '/api', '', '/v2']);
  });

  test('a host that may not resolve is no help for a tag, but for a digest', () => {
    const toml = hostsToml([
      { url: 'https://a', capabilities: ['pull'] },
      { url: 'https://b', capabilities: ['push'] },
    ]);
    expect(urls('nginx', hosts(toml))).toEqual([hub]);
    expect(urls(`nginx@sha256:${'a'.repeat(64)}`, hosts(toml))).toEqual(['https://a', hub]);
  });

  test('a host trusts what its table names, not what lies beside it', () => {
    const toml = hostsToml([{ url: 'https://a', ca: ['ca.crt', '/etc/pki/x.pem'] }]);
    const given = { ...hosts(toml), namedFiles: { '/etc/pki/x.pem': pem() } };
    const [mirror, upstream] = endpointsOf('nginx', given);
    const read = (endpoint: Endpoint | undefined) =>
      endpoint?.trust.sources.filter((source) => source.pem !== null).map(({ path }) => path);
    expect(read(mirror)).toEqual([
      '/etc/ssl/certs/ca-certificates.crt',
      '/etc/docker/certs.d/docker.io/ca.crt',
      '/etc/pki/x.pem',
    ]);
    expect(read(upstream)).toEqual(['/etc/ssl/certs/ca-certificates.crt']);
  });

  test('a file it names and that is not there ends the lookup', () => {
    const toml = hostsToml([{ url: 'https://a', ca: ['missing.crt'] }]);
    expect(routeOf('nginx', { ...c8d, ...hosts(toml) }).refused?.en).toBe(
      'unable to read CA cert "/etc/docker/certs.d/docker.io/missing.crt": open /etc/docker/certs.d/docker.io/missing.crt: no such file or directory',
    );
  });

  test('skip_verify and http do what they say', () => {
    const toml = hostsToml([
      { url: 'https://a', skipVerify: true },
      { url: 'http://b:5000' },
      { url: 'http://c:5000', skipVerify: true },
    ]);
    const found = endpointsOf('nginx', hosts(toml));
    expect(found.map(({ url, trust, fallback }) => [url, trust.verify, fallback])).toEqual([
      ['https://a', false, false],
      ['http://b:5000', false, false],
      ['https://c:5000', false, false],
      ['http://c:5000', false, true],
      [hub, true, false],
    ]);
  });

  test('one that cannot be decoded gives way to the certificate files', () => {
    const given = {
      hosts: { 'reg.lab': { kind: 'broken', engineText: 'toml: line 1' } as const },
      trust: { 'reg.lab': { 'ca.crt': pem() } },
    };
    const [endpoint] = endpointsOf('reg.lab/x', given);
    expect(endpoint?.trust.sources).toHaveLength(2);
    expect(endpoint?.trust.reason.en).toContain('toml: line 1');
  });
});

describe('the containerd store before 28.0', () => {
  const old = { version: '27.5.1' };

  test('mirrors are asked over HTTPS, with their path behind /v2', () => {
    const [mirror] = endpointsOf('nginx', { ...old, mirrors: ['http://m/proxy'] });
    expect(mirror).toMatchObject({ scheme: 'https', apiPath: '/v2/proxy', namespace: 'docker.io' });
    const [early] = endpointsOf('nginx', { version: '24.0.9', mirrors: ['https://m/proxy'] });
    expect(early).toMatchObject({ scheme: 'https', apiPath: '/v2' });
  });

  test('a mirror has its own directory, and Docker Hub has docker.io’s', () => {
    const trust = { m: { 'ca.crt': pem() }, 'docker.io': { 'hub.crt': der } };
    const { endpoints, refused } = routeOf('nginx', {
      ...c8d,
      ...old,
      mirrors: ['https://m'],
      trust,
    });
    expect(refused).toBeNull();
    expect(endpoints.map(({ trust: { sources } }) => sources.at(-1)?.path)).toEqual([
      '/etc/docker/certs.d/m/ca.crt',
      '/etc/docker/certs.d/docker.io/hub.crt',
    ]);
  });

  test('hosts.toml is not read', () => {
    const toml = hostsToml([{ url: 'https://a' }]);
    expect(urls('nginx', { ...old, hosts: { 'docker.io': toml } })).toEqual([hub]);
  });

  test('an insecure mirror does not spread to Docker Hub', () => {
    const found = endpointsOf('nginx', { ...old, mirrors: ['https://m'], insecure: ['m'] });
    expect(found.map(({ url, trust }) => [url, trust.verify])).toEqual([
      ['https://m', false],
      ['http://m', false],
      [hub, true],
    ]);
  });

  test('a network covers registries but not mirrors’ certificates', () => {
    const given = { ...old, mirrors: ['https://10.1.2.3'], insecure: ['10.0.0.0/8'] };
    const [mirror, plain] = endpointsOf('nginx', given);
    expect([mirror?.trust.verify, plain?.url]).toEqual([true, 'http://10.1.2.3']);
    const [registry] = endpointsOf('10.1.2.3:5000/x', given);
    expect(registry?.trust.verify).toBe(false);
  });

  // measured on 26.1.5
  test.each([[], ['harbor.lab']])(
    'a certificate without its key ends the lookup (%j insecure)',
    (...insecure) => {
      const trust = { 'harbor.lab': { 'ca.cert': pem() } };
      expect(routeOf('harbor.lab/x', { ...c8d, ...old, insecure, trust }).refused?.en).toBe(
        'failed to load keypair for /etc/docker/certs.d/harbor.lab/ca.cert: open /etc/docker/certs.d/harbor.lab/ca.key: no such file or directory',
      );
    },
  );
});
