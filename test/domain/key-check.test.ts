import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import { engineKeys, flatKeys, ignoredNames } from '../../src/domain/engine-keys.ts';
import {
  checkKey,
  checkNames,
  flagFor,
  flattenNames,
  isReloadable,
  keyForFlag,
} from '../../src/domain/key-check.ts';
import { checkValue, daemonProxiesOf, isClientProxies } from '../../src/domain/key-value.ts';

function engine(text: string, fork: 'projectatomic' | null = null) {
  return { version: parseEngineVersion(text), fork };
}

describe('the table of keys', () => {
  test('names are unique and releases read as numbers', () => {
    const names = engineKeys.map((row) => row.key);
    expect(new Set(names).size).toBe(names.length);
    for (const row of engineKeys) {
      const releases = [row.since, row.until, row.ignoredSince, row.reloadable, row.flagSince];
      for (const release of releases) expect(release ?? '1.0').toMatch(/^\d+\.\d+$/);
      expect(row.source).not.toBe('');
    }
  });

  test('a name that is ignored is not also a key', () => {
    expect(ignoredNames.filter(({ name }) => engineKeys.some((row) => row.key === name))).toEqual(
      [],
    );
  });

  test('every flag leads back to its key', () => {
    for (const { key, flag } of engineKeys.filter((row) => row.key !== 'host-gateway-ip')) {
      if (flag !== null) expect(keyForFlag(`--${flagFor(key)}`)).toBe(key);
    }
  });

  test('keys that are one value are known', () => {
    for (const key of flatKeys) expect(engineKeys.map((row) => row.key)).toContain(key);
  });
});

describe('a key', () => {
  test.each<[string, string, string, string | null]>([
    ['registry-mirrors', '28.5.2', 'known', null],
    ['registry-mirrors', '1.10.3', 'tooNew', null],
    // measured on 20.10, 26.1, 28.5, 29.7: starts, says nothing, ignores them
    ['registry-mirror', '20.10.24', 'ignored', 'registry-mirrors'],
    ['insecure-registry', '28.5.2', 'ignored', 'insecure-registries'],
    ['http-proxy', '28.5.2', 'ignored', 'proxies'],
    ['http-proxy', '20.10.24', 'unknown', null],
    ['host', '28.5.2', 'ignored', 'hosts'],
    ['cdi-spec-dir', '24.0.9', 'unknown', null],
    ['cdi-spec-dir', '25.0.0', 'ignored', 'cdi-spec-dirs'],
    ['host-gateway-ip', '28.5.2', 'known', null],
    ['containerd-plugins-namespace', '28.5.2', 'ignored', null],
    ['containerd-plugin-namespace', '28.5.2', 'unknown', null],
    ['resolv-conf', '28.5.2', 'unknown', null],
    // measured on 29.7.2
    ['api-cors-header', '29.7.2', 'removed', null],
    ['api-cors-header', '28.5.2', 'known', null],
    ['graph', '29.7.2', 'removed', 'data-root'],
    ['graph', '23.0.1', 'known', null],
    ['proxies', '20.10.24', 'tooNew', null],
    ['allow-nondistributable-artifacts', '28.0.0', 'known', null],
    ['allow-nondistributable-artifacts', '28.1.0', 'ignored', null],
    ['deprecated-key-path', '23.0.0', 'ignored', null],
    ['Registry-Mirrors', '28.5.2', 'unknown', 'registry-mirrors'],
    ['registryMirrors', '28.5.2', 'unknown', 'registry-mirrors'],
    ['registry_mirrors', '28.5.2', 'unknown', 'registry-mirrors'],
    ['registery-mirrors', '28.5.2', 'unknown', 'registry-mirrors'],
    ['insecure-registires', '28.5.2', 'unknown', 'insecure-registries'],
    ['_comment', '28.5.2', 'unknown', null],
    ['add-registry', '28.5.2', 'unknown', null],
    ['validate', '28.5.2', 'unknown', null],
  ])('%s on %s is %s', (name, version, kind, use) => {
    const verdict = checkKey(name, engine(version));
    expect(verdict.kind).toBe(kind);
    if (verdict.kind !== 'known') expect(verdict.use).toBe(use);
  });

  test('the fork knows its own keys', () => {
    expect(checkKey('add-registry', engine('1.13.1', 'projectatomic')).kind).toBe('known');
    const plain = checkKey('add-registry', engine('1.13.1'));
    expect(plain.kind === 'unknown' && plain.problem.en).toContain('RHEL');
  });

  test('the engine’s own text names the directive', () => {
    const verdict = checkKey('nonsense', engine('28.5.2'));
    expect('engineText' in verdict && verdict.engineText).toBe(
      "the following directives don't match any configuration option: nonsense",
    );
  });

  test.each([
    ['registry-mirrors', 'registry-mirror'],
    ['hosts', 'host'],
    ['data-root', 'data-root'],
    ['proxies', null],
    ['https-proxy', 'https-proxy'],
    ['nonsense', null],
  ])('%s has the flag %s', (key, flag) => {
    expect(flagFor(key)).toBe(flag);
  });

  test.each([
    ['--registry-mirror=https://x', 'registry-mirrors'],
    ['-H', 'hosts'],
    ['D', 'debug'],
    ['--host-gateway-ip', 'host-gateway-ips'],
    ['--add-runtime', 'runtimes'],
    ['--no-proxy', 'no-proxy'],
    ['--config-file', null],
  ])('the flag %s sets %s', (flag, key) => {
    expect(keyForFlag(flag)).toBe(key);
  });

  test.each([
    ['registry-mirrors', '17.04.0', true],
    ['registry-mirrors', '17.03.2', false],
    ['registry-mirrors', '1.13.1', false],
    ['insecure-registries', '1.13.1', true],
    ['registry-mirrors', '20.10.24', true],
    ['registry-mirrors', '23.0.0', false],
    ['insecure-registries', '23.0.6', false],
    ['insecure-registries', '23.0.7', true],
    ['registry-mirrors', '24.0.0', false],
    ['registry-mirrors', '24.0.1', true],
    ['debug', '23.0.0', true],
    ['proxies', '28.5.2', false],
    ['log-level', '28.5.2', false],
    ['default-stop-timeout', '29.6.2', false],
    ['default-stop-timeout', '29.7.0', true],
    ['nonsense', '28.5.2', false],
  ])('%s on %s is taken up by a reload: %s', (key, version, reloadable) => {
    expect(isReloadable(key, parseEngineVersion(version))).toBe(reloadable);
  });
});

describe('a whole daemon.json', () => {
  test('objects are replaced by their members, except the ones that are values', () => {
    const names = flattenNames({
      'log-opts': { 'max-size': '1m' },
      proxies: { 'http-proxy': 'x' },
      debug: true,
    });
    expect(names.map(({ name, path }) => [name, path.join('.')])).toEqual([
      ['log-opts', 'log-opts'],
      ['http-proxy', 'proxies.http-proxy'],
      ['debug', 'debug'],
    ]);
  });

  test.each<[object, string, readonly [string, string][]]>([
    [{ proxies: { 'https-proxy': 'x', 'no-proxy': 'y' } }, '28.5.2', []],
    [{ proxies: { default: { httpProxy: 'x' } } }, '28.5.2', [['default', 'unknown']]],
    [{ proxies: { httpProxy: 'x' } }, '28.5.2', [['httpProxy', 'unknown']]],
    // measured on 20.10.24
    [{ proxies: { 'http-proxy': 'x' } }, '20.10.24', [['http-proxy', 'tooNew']]],
    [
      { registry: { 'insecure-registries': ['x'] } },
      '28.5.2',
      [['insecure-registries', 'misplaced']],
    ],
    [{ registry: { nonsense: 1 } }, '28.5.2', [['nonsense', 'unknown']]],
    [{ foo: {} }, '28.5.2', []],
    [{ 'registry-mirrors': [], features: { anything: true } }, '28.5.2', []],
  ])('%j on %s', (config, version, expected) => {
    const found = checkNames(JSON.parse(JSON.stringify(config)), engine(version));
    expect(found.map(({ name, verdict }) => [name, verdict.kind])).toEqual(expected);
  });
});

describe('a value', () => {
  test.each([
    ['registry-mirrors', ['https://m']],
    ['registry-mirrors', []],
    ['registry-mirrors', null],
    ['log-opts', { 'max-file': '3' }],
    ['default-shm-size', '64M'],
    ['default-address-pools', [{ base: '10.10.0.0/16', size: 24 }]],
    ['features', { 'containerd-snapshotter': true }],
    ['mtu', 1450],
    ['dns', ['10.0.0.53', 'fd00::53']],
    ['log-level', 'INFO'],
    ['labels', ['a=b']],
    ['exec-opts', ['native.cgroupdriver=systemd']],
    ['nonsense', 1],
  ])('%s may be %j', (key, value) => {
    expect(checkValue(key, value, null)).toBeNull();
  });

  test.each([
    [
      'registry-mirrors',
      'https://m',
      'json: cannot unmarshal string into Go struct field Config.registry-mirrors of type []string',
    ],
    [
      'registry-mirrors',
      ['m'],
      `invalid mirror: no scheme specified for "m": must use either 'https://' or 'http://'`,
    ],
    ['insecure-registries', ['a', 'b/c'], 'insecure registry b/c is not valid: invalid host "b/c"'],
    [
      'log-opts',
      { 'max-file': 3 },
      'json: cannot unmarshal object into Go struct field Config.log-opts of type map[string]string',
    ],
    [
      'debug',
      'true',
      'json: cannot unmarshal string into Go struct field Config.debug of type bool',
    ],
    ['mtu', -1, 'invalid default MTU: -1'],
    ['max-concurrent-downloads', -3, 'invalid max concurrent downloads: -3'],
    ['log-level', 'verbose', 'invalid logging level: verbose'],
    ['log-format', 'xml', 'invalid log format: xml'],
    [
      'network-diagnostic-port',
      70000,
      'invalid network-diagnostic-port (70000): value must be between 0 and 65535',
    ],
    ['labels', ['a'], 'bad attribute format: a'],
    ['dns', ['resolver'], null],
    ['default-shm-size', '64 bananas', "invalid size: '64 bananas'"],
    [
      'default-address-pools',
      [{ base: '10.10.0.0' }],
      'json: cannot unmarshal array into Go struct field Config.default-address-pools of type opts.PoolsOpt',
    ],
  ])('%s may not be %j', (key, value, text) => {
    const found = checkValue(key, value, null);
    expect(found?.engineText).toBe(text);
    expect(found?.problem['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  test('the client’s form of proxies is told from the daemon’s and can be rewritten', () => {
    const client = { default: { httpProxy: 'http://p', noProxy: 'a,b' } };
    expect(isClientProxies(client)).toBe(true);
    expect(isClientProxies({ httpsProxy: 'x' })).toBe(true);
    expect(isClientProxies({ 'tcp://host:2375': { httpProxy: 'x' } })).toBe(true);
    expect(isClientProxies({ 'https-proxy': 'x' })).toBe(false);
    expect(isClientProxies('x')).toBe(false);
    expect(daemonProxiesOf(client)).toEqual({ 'http-proxy': 'http://p', 'no-proxy': 'a,b' });
    expect(daemonProxiesOf({ httpsProxy: 'x', 'no-proxy': 'y' })).toEqual({
      'https-proxy': 'x',
      'no-proxy': 'y',
    });
  });
});
