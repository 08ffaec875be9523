import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import type { EngineInfo } from '../../../src/domain/facts.ts';
import type { HostOptions } from '../host.ts';
import { ce, daemonJson, exactly, mirrors, pem, planOn, proxy, registries } from './host.ts';
import { on } from './live-host.ts';

describe('who is disturbed', () => {
  const containers = [
    { id: '1', name: 'web', restartPolicy: 'always' },
    { id: '2', name: 'job', restartPolicy: 'no' },
  ];
  const wish: DesiredState = { proxies: { 'https-proxy': proxy('http://p:1') } };

  it('names the containers a restart stops and those that come back', async () => {
    const { plan } = await on(ce, wish, { containers });
    expect(plan.disruption).toEqual({
      containersStopped: 2,
      names: ['web', 'job'],
      comeBack: ['web'],
      mayComeBack: [],
      stayStopped: ['job'],
      removed: [],
    });
  });

  it('tells who is deleted, who depends on its exit, and whom a swarm replaces', async () => {
    const various = [
      { id: '1', name: 'try', restartPolicy: 'on-failure' },
      { id: '2', name: 'once', restartPolicy: 'no', autoRemove: true },
      { id: '3', name: 'web.1', restartPolicy: 'no', isTask: true },
      { id: '4', name: 'unasked', restartPolicy: '' },
    ];
    const { plan } = await on(ce, wish, { containers: various });
    expect(plan.disruption).toEqual({
      containersStopped: 4,
      names: ['try', 'once', 'web.1', 'unasked'],
      comeBack: ['web.1'],
      mayComeBack: ['try'],
      stayStopped: [],
      removed: ['once'],
    });
  });

  it('is nobody with live-restore', async () => {
    const { plan } = await on({ ...ce, [daemonJson]: '{"live-restore": true}' }, wish, {
      containers,
      info: { liveRestore: true },
    });
    expect(plan.disruption).toEqual({ containersStopped: 0, names: [], keptRunning: 2 });
  });

  it.each([
    ['it is switched off by the same change', '{"live-restore": true}', { 'live-restore': false }],
    ['it left the file by hand, and nothing was reloaded', '{}', {}],
  ])(
    'is everybody where the engine starts without live-restore: %s',
    async (_why, text, daemon) => {
      const { plan } = await on(
        { ...ce, [daemonJson]: text },
        { ...wish, daemon },
        {
          containers,
          info: { liveRestore: true },
        },
      );
      expect(plan.disruption.containersStopped).toBe(2);
    },
  );

  it('is said to be unknown where the engine cannot be asked', async () => {
    const { plan } = await on(ce, wish, { info: null });
    expect(plan.action).toBe('restart');
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('which containers run');
  });

  it('is everybody in a swarm, which is said', async () => {
    const { plan } = await on(ce, wish, { containers, info: { liveRestore: true, swarm: true } });
    expect(plan.disruption.containersStopped).toBe(2);
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('swarm');
  });
});

describe('a command line that is repeated', () => {
  it('is the one of the drop-in that has the last word, by its name', async () => {
    const packaged = '/usr/lib/systemd/system/docker.service.d/20-vendor.conf';
    const text = '[Service]\nExecStart=\nExecStart=/usr/bin/dockerd --registry-mirror https://a\n';
    const { plan } = await planOn({ ...ce, [packaged]: text }, mirrors('https://b'));
    const warnings = plan.warnings.map((warning) => warning.en).join('\n');
    expect(warnings).toContain(`repeats the ExecStart of ${packaged}`);
  });
});

describe('what this engine cannot do', () => {
  const refused: readonly [string, DesiredState, Partial<EngineInfo>, string][] = [
    ['a mirror without a scheme', mirrors('m.example'), {}, 'scheme'],
    ['a mirror with a path before 24.0.8', mirrors('https://m/x'), { version: '20.10.24' }, 'path'],
    ['an entry that stops the engine', { 'insecure-registries': exactly('h/') }, {}, 'CIDR'],
    ['a key of a later engine', { daemon: { bip6: 'fd00::/64' } }, { version: '26.1.5' }, '28.0'],
    ['a key that was removed', { daemon: { graph: '/x' } }, {}, 'data-root'],
    ["a flag's spelling", { daemon: { 'registry-mirror': ['https://m'] } }, {}, 'registry-mirrors'],
    ['a wrong type', { daemon: { debug: 'yes' } }, {}, 'debug'],
    [
      'mirrors of another registry',
      registries({ 'ghcr.io': { mirrors: exactly('https://m') } }),
      {},
      'containerd',
    ],
    [
      'a CA for Docker Hub on the classic store',
      registries({ 'docker.io': { ca: pem('x') } }),
      {},
      'system-ca',
    ],
    ['lists of the fork', { 'add-registries': exactly('quay.io') }, {}, 'RHEL'],
    ['live-restore in a swarm', { daemon: { 'live-restore': true } }, { swarm: true }, 'swarm'],
    [
      'system-wide trust without a tool',
      { 'system-ca': [pem('x') as never] },
      {},
      'ca-certificates',
    ],
  ];

  it.each(refused)('is refused: %s', async (_, desired, info, word) => {
    await expect(on(ce, desired, { info })).rejects.toMatchObject({
      exit: 'invalidInput',
      message: expect.stringContaining(word),
    });
  });

  it.each(refused)('is a warning where that is allowed: %s', async (_, desired, info, word) => {
    const { plan } = await on(ce, desired, { info }, { allowUnsupported: true });
    expect(plan.changes).toEqual([]);
    expect(plan.warnings[0]?.en).toContain(word);
  });

  it('is a mirror with a path where that works', async () => {
    expect(
      (await on(ce, mirrors('https://m/x'), { info: { version: '24.0.8' } })).plan.action,
    ).toBe('reload');
  });
});

describe('an engine that is elsewhere', () => {
  it('is refused, except for what the client reads', async () => {
    const desktop: HostOptions = { running: { info: { operatingSystem: 'Docker Desktop' } } };
    await expect(planOn({}, mirrors('https://m'), desktop)).rejects.toMatchObject({
      exit: 'engineUnavailable',
      message: expect.stringContaining('Settings'),
    });
    const { files } = await planOn({}, { 'client-proxies': { 'no-proxy': 'a' } }, desktop);
    expect(files.map((each) => each.path)).toEqual(['/root/.docker/config.json']);
  });
});

describe('what else is said', () => {
  it('names hosts that are newly exempt from verification', async () => {
    const tree = { ...ce, [daemonJson]: '{"insecure-registries":["a"]}' };
    const { plan } = await on(tree, { 'insecure-registries': exactly('a', 'b') });
    expect(plan.loosens).toEqual(['b']);
  });

  it('tells that a CA does not count for an insecure registry', async () => {
    const tree = { ...ce, [daemonJson]: '{"insecure-registries":["h:5000"]}' };
    const { plan } = await on(tree, registries({ 'h:5000': { ca: pem('ca') } }));
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('h:5000');
  });

  it('tells of an edit by somebody else that comes along', async () => {
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };
    const { plan } = await on(tree, { 'insecure-registries': exactly('a') });
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('registry-mirrors');
    const same = await on(
      tree,
      { 'insecure-registries': exactly('a') },
      { info: { mirrors: ['https://m/'] } },
    );
    expect(same.plan.warnings).toEqual([]);
  });

  it('tells when a mode is tightened', async () => {
    const tree = { ...ce, [daemonJson]: '{}' };
    const { plan } = await on(tree, { proxies: { 'https-proxy': proxy('http://u:p@p:1') } });
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('0600');
  });

  it('gives the exposed password as the reason to move it', async () => {
    const mine = '/etc/systemd/system/docker.service.d/proxy.conf';
    const tree = { ...ce, [mine]: '[Service]\nEnvironment=HTTPS_PROXY=http://u:p@p:1\n' };
    const { files } = await on(tree, { proxies: { 'https-proxy': proxy('http://u:p@p:1') } });
    expect(files.map((file) => [file.path, file.because[0]?.en])).toEqual([
      [mine, expect.stringContaining(`every user can read ${mine}:2`)],
      [daemonJson, expect.stringContaining('belongs in daemon.json')],
    ]);
  });

  it('says once of all keys why they stand where they stand', async () => {
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://a"],"debug":true}' };
    const proxies = { 'https-proxy': proxy('http://p:1'), 'no-proxy': 'a' };
    const { files } = await on(tree, { ...mirrors('https://m'), proxies, daemon: { debug: null } });
    expect(files.map((file) => file.because.map(({ en }) => en))).toEqual([
      [
        'registry-mirrors is already set here, so it is changed here.',
        'debug is to be removed.',
        'https-proxy, no-proxy belong in daemon.json on this host.',
      ],
    ]);
  });

  it('never lets a password into a sentence', async () => {
    const tree = { ...ce, [daemonJson]: '{"proxies":{"https-proxy":"http://u:hunter2@p:1"}}' };
    const { plan } = await on(tree, { proxies: { 'https-proxy': proxy('http://u:hunter3@p:1') } });
    const said = JSON.stringify([
      plan.warnings,
      plan.reason,
      plan.conflicts,
      plan.expects,
      plan.changes.map((change) => change.because),
    ]);
    expect(said).not.toMatch(/hunter/);
  });
});
