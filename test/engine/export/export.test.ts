import { describe, expect, it } from 'vitest';
import { exportAs, exportForms } from '../../../src/engine/export/export.ts';
import { leftOut } from '../../../src/engine/export/left-out.ts';
import { profileOf } from '../../../src/engine/export/profile.ts';
import { rootAuthority } from '../../world/certificates/authority.ts';
import { hostOf } from '../host.ts';
import { dockerIoUnit } from '../units.ts';

const authority = rootAuthority('corporate').pem;

const tree = {
  '/lib/systemd/system/docker.service': dockerIoUnit,
  '/etc/default/docker':
    'DOCKER_OPTS="--insecure-registry=h:5000"\nHTTPS_PROXY=http://ann:hunter2@p:1\n',
  '/etc/docker/daemon.json':
    '{"registry-mirrors":["https://m"],"log-driver":"local","proxies":{"no-proxy":"a"}}',
  '/etc/docker/certs.d/h:5000/ca.crt': authority,
  '/etc/docker/certs.d/h:5000/client.cert': authority,
  '/etc/docker/certs.d/h:5000/client.key': 'hunter2',
  '/usr/sbin/update-ca-certificates': '',
  '/usr/local/share/ca-certificates/corp.crt': authority,
};

describe('export', () => {
  it('is a profile of what the host has, wherever it has it', async () => {
    expect(profileOf(await hostOf(tree), 'keep')).toEqual({
      'registry-mirrors': ['https://m'],
      'insecure-registries': ['h:5000'],
      proxies: { 'https-proxy': { keep: true }, 'no-proxy': 'a' },
      registries: {
        'h:5000': { ca: authority, 'client-cert': { keep: true }, 'client-key': { keep: true } },
      },
      'system-ca': [authority],
      daemon: { 'log-driver': 'local' },
    });
  });

  it('names files for secrets where another host is meant', async () => {
    expect(profileOf(await hostOf(tree), 'file')).toMatchObject({
      proxies: { 'https-proxy': 'http://ann@p:1', 'password-file': './proxy-password' },
    });
  });

  it('leaves out whole what an apply would refuse, and says so', async () => {
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': dockerIoUnit,
      '/etc/default/docker': `HTTP_PROXY=http://\${BORDER}:3128\nHTTPS_PROXY=http://p:1\n`,
      '/etc/docker/daemon.json': `{"registry-mirrors":["https://m","\${mirror}"],"insecure-registries":["h"],"mtu":"9","debug":true}`,
    });
    expect(profileOf(facts, 'keep')).toEqual({
      'insecure-registries': ['h'],
      proxies: { 'https-proxy': 'http://p:1' },
      daemon: { debug: true },
    });
    expect(leftOut(facts, 'profile').map(({ en }) => en)).toEqual([
      expect.stringContaining('would refuse it: registry-mirrors: '),
      expect.stringContaining('would refuse it: proxies.http-proxy: '),
      expect.stringContaining('would refuse it: daemon.mtu: "mtu" must be'),
    ]);
  });

  it('leaves out a number that it could not hand on digit by digit, and says so', async () => {
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': dockerIoUnit,
      '/etc/docker/daemon.json':
        '{"default-ulimits":{"nofile":{"Name":"nofile","Hard":9223372036854775807,"Soft":1}},"debug":true}',
    });
    expect(profileOf(facts, 'keep')).toEqual({ daemon: { debug: true } });
    expect(leftOut(facts, 'profile').map(({ en }) => en)).toEqual([
      expect.stringMatching(/refuse it: daemon\.default-ulimits: .*exactly/),
    ]);
  });

  it('leaves out certificates that are damaged, and says so', async () => {
    const damaged = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': dockerIoUnit,
      '/etc/docker/certs.d/bad.example/ca.crt': authority + damaged,
      '/etc/docker/certs.d/good.example/ca.crt': authority,
      '/usr/sbin/update-ca-certificates': '',
      '/usr/local/share/ca-certificates/bad.crt': damaged,
    });
    expect(profileOf(facts, 'keep')).toEqual({ registries: { 'good.example': { ca: authority } } });
    expect(leftOut(facts, 'profile').map(({ en }) => en)).toEqual([
      expect.stringMatching(/refuse it: registries\.bad\.example\.ca: certificate 2 .* damaged/),
      expect.stringContaining('refuse it: system-ca: '),
    ]);
  });

  it.each(exportForms)('never writes a secret out (%s)', async (form) => {
    expect(exportAs(await hostOf(tree), form)).not.toContain('hunter2');
  });

  it('is refused where daemon.json is broken or may not be read', async () => {
    const path = '/etc/docker/daemon.json';
    const broken = await hostOf({ ...tree, [path]: '{"registry-mirrors":["https://m",]}' });
    for (const form of exportForms) expect(() => exportAs(broken, form)).toThrow(`${path}:1:33: `);
    const facts = await hostOf(tree);
    const state = { kind: 'unreadable', code: 'EACCES' } as const;
    const files = new Map(facts.files).set(path, { path, state, realPath: null });
    expect(() => exportAs({ ...facts, files }, 'profile')).toThrow('run this as root');
  });

  it('tells what is not in it', async () => {
    const facts = await hostOf({
      ...tree,
      '/etc/default/docker': 'DOCKER_OPTS="--dns=1.1.1.1 --insecure-registry=h:5000"\n',
      '/etc/docker/daemon.json':
        '{"log-driver":"splunk","log-opts":{"splunk-token":"hunter2"},"debug":true}',
    });
    const told = (form: (typeof exportForms)[number]) => leftOut(facts, form).map(({ en }) => en);
    expect(told('profile')).toEqual([
      'Not exported, because the service passes them to the engine as flags: dns (/etc/default/docker:1).',
      'Not exported, because of a secret in it: log-opts (/etc/docker/daemon.json:1).',
    ]);
    expect(told('flags')[0]).toBe(
      'Flags cannot express: log-driver, debug, system-ca, client-cert (h:5000), client-key (h:5000). A profile can: --as profile.',
    );
    expect(told('flags').join()).not.toContain('hunter2');
  });

  it('tells which names of daemon.json set nothing, and which flags are not in its reach', async () => {
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nExecStart=\nExecStart=/bin/sh -c "exec dockerd --registry-mirror=https://a --mirror=b"\n',
      '/etc/docker/daemon.json':
        '{"debug":true,\n"registry-mirror":["https://m"],\n"proxies":{"httpProxy":"http://u:hunter2@p"}}',
    });
    const told = leftOut(facts, 'profile').map(({ en }) => en);
    expect(told).toEqual([
      'Not exported, because a program between the service and the engine adds them as flags: registry-mirrors (/etc/systemd/system/docker.service.d/a.conf:3).',
      'Not exported, because this engine ignores them or does not start with them: registry-mirror (/etc/docker/daemon.json:2), proxies.httpProxy (/etc/docker/daemon.json:3). See dockcfg show.',
    ]);
    expect(profileOf(facts, 'keep')).toEqual({ daemon: { debug: true } });
  });

  it('tells of a flag that its engine refuses', async () => {
    const facts = await hostOf({
      ...tree,
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirrors=https://x"\n',
    });
    expect(leftOut(facts, 'profile').map(({ en }) => en)).toEqual([
      expect.stringMatching(
        /refuse it: \/etc\/default\/docker:1: "--registry-mirrors" is not a flag/,
      ),
    ]);
  });

  it('tells nothing where everything is in it', async () => {
    expect(leftOut(await hostOf(tree), 'profile')).toEqual([]);
  });

  it('is a command line that a shell reads back', async () => {
    expect(exportAs(await hostOf(tree), 'flags')).toBe(
      'dockcfg apply --mirror https://m --insecure-registry h:5000 --https-proxy http://ann@p:1 --no-proxy a --proxy-password-file ./proxy-password --ca h:5000=/etc/docker/certs.d/h:5000/ca.crt\n',
    );
  });

  it('is YAML with the profile inside', async () => {
    const { parse } = await import('yaml');
    const facts = await hostOf(tree);
    const [task] = parse(exportAs(facts, 'ansible'));
    expect(task['dockcfg.engine.config'].profile).toEqual(profileOf(facts, 'file'));
    const config = parse(exportAs(facts, 'cloud-init'));
    expect(JSON.parse(config.write_files[0].content)).toEqual(profileOf(facts, 'file'));
    expect(config.runcmd[0][0]).toBe('dockcfg');
  });

  it('is nothing for a host without configuration', async () => {
    expect(exportAs(await hostOf({}), 'profile')).toBe('{}\n');
  });
});
