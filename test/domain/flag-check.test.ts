import { describe, expect, test } from 'vitest';
import { parseEngineVersion } from '../../src/domain/engine.ts';
import { checkFlag, isFlagName } from '../../src/domain/flag-check.ts';

function engine(text: string | null, fork: 'projectatomic' | null = null) {
  return { version: text === null ? null : parseEngineVersion(text), fork };
}

describe('a flag on the command line', () => {
  test.each([
    ['registry-mirror', '28.5.2'],
    ['registry-mirror', null],
    ['host', '1.13.1'],
    ['validate', '23.0.0'],
    ['https-proxy', '29.0.0'],
    ['containerd-plugins-namespace', '28.5.2'],
    ['host-gateway-ip', '20.10.24'],
    ['host-gateway-ip', '28.5.2'],
    ['graph', '20.10.24'],
    ['graph', null],
    ['feature', '28.0.0'],
    ['allow-nondistributable-artifacts', '28.5.2'],
    ['restart', '28.5.2'],
  ])('%s is known to %s', (name, version) => {
    expect(checkFlag(name, engine(version)).kind).toBe('known');
  });

  test.each([
    ['registry-miror', 'registry-mirror'],
    ['registry-mirrors', 'registry-mirror'],
    ['registryMirror', 'registry-mirror'],
    ['registry_mirror', 'registry-mirror'],
    ['insecure-registries', 'insecure-registry'],
    ['insecure-registry-', 'insecure-registry'],
    ['log-opts', 'log-opt'],
    ['https_proxy', 'https-proxy'],
    ['selinux-enable', 'selinux-enabled'],
    ['hosts', 'host'],
    ['data-roots', 'data-root'],
  ])('%s is named as a slip for %s, whatever the version', (name, use) => {
    for (const version of ['28.5.2', '31.0.0', null]) {
      expect(checkFlag(name, engine(version))).toMatchObject({ kind: 'unknown', use });
    }
  });

  test('no slip leads to a flag that the engine does not have', () => {
    expect(checkFlag('htps-proxy', engine('20.10.24'))).toMatchObject({ use: null });
    expect(checkFlag('grap', engine('28.5.2'))).toMatchObject({ use: null });
  });

  test.each([
    ['graph', '24.0.0', 'removed', 'data-root'],
    ['oom-score-adjust', '26.1.5', 'removed', null],
    ['daemon', '28.5.2', 'removed', null],
    ['validate', '20.10.24', 'tooNew', null],
    ['http-proxy', '20.10.24', 'tooNew', null],
    ['feature', '20.10.24', 'tooNew', null],
    ['firewall-backend', '28.5.2', 'tooNew', null],
    ['add-registry', '28.5.2', 'unknown', null],
    ['mirror', '28.5.2', 'unknown', null],
  ])('%s is refused by %s', (name, version, kind, use) => {
    expect(checkFlag(name, engine(version))).toMatchObject({ kind, use });
  });

  test.each([
    ['a flag of the vendor', 'add-registry', engine('1.13.1')],
    ['a flag of the fork', 'add-registry', engine('1.13.1', 'projectatomic')],
    ['any flag of the fork', 'rhel-extra-thing', engine('1.13.1', 'projectatomic')],
    ['a flag of a release to come', 'quantum-storage', engine('30.1.0')],
    ['a flag of an engine nobody knows', 'quantum-storage', engine(null)],
  ])('nobody is accused of %s', (_, name, which) => {
    expect(checkFlag(name, which).kind).toBe('known');
  });

  test('keys of daemon.json without a flag are none', () => {
    expect(['proxies', 'builder', 'deprecated-key-path', 'toString'].filter(isFlagName)).toEqual(
      [],
    );
  });
});
