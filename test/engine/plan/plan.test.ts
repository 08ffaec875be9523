import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import type { EngineInfo, RunningContainer } from '../../../src/domain/facts.ts';
import type { PlanOptions } from '../../../src/engine/plan/plan.ts';
import { type HostOptions, type Tree, textIn } from '../host.ts';
import { dockerCeUnit, dockerIoUnit, rhel113Unit, rootlessUnit } from '../units.ts';
import { exactly, merge, pem, planOn, proxy, registries } from './host.ts';

const vendor = '/lib/systemd/system/docker.service';
const ce = { [vendor]: dockerCeUnit };
const daemonJson = '/etc/docker/daemon.json';

interface Live {
  readonly info?: Partial<EngineInfo> | null;
  readonly active?: string;
  readonly enabled?: boolean;
  readonly argv?: readonly string[];
  readonly containers?: readonly RunningContainer[];
  readonly reload?: boolean;
}

/** A running host, as its manager and its engine tell of it. */
function live(state: Live = {}): HostOptions {
  const { info = {}, active = 'active', enabled = true, containers, reload = false } = state;
  const show = `Id=docker.service
LoadState=loaded
ActiveState=${active}
SubState=x
UnitFileState=${enabled ? 'enabled' : 'disabled'}
NeedDaemonReload=${reload ? 'yes' : 'no'}
MainPID=${info ? 7 : 0}
`;
  return {
    running: {
      ...(info ? { info: { containersRunning: containers?.length ?? 0, ...info } } : {}),
      ...(containers ? { containers } : {}),
      commands: { 'systemctl show': show, '/usr/bin/dockerd --version': 'Docker version 28.5.2' },
    },
  };
}

const on = (
  tree: Tree,
  desired: DesiredState,
  state: Live = {},
  options: Partial<PlanOptions> = {},
) => {
  const argv = state.argv ?? ['/usr/bin/dockerd', '-H', 'fd://'];
  const process = { '/proc/7/cmdline': `${argv.join('\0')}\0`, '/proc/7/environ': 'PATH=/bin\0' };
  return planOn({ ...process, ...tree }, desired, { ...live(state), ...options });
};

const mirrors = (...urls: readonly string[]): DesiredState => ({
  'registry-mirrors': exactly(...urls),
});

describe('reload, restart or nothing', () => {
  it('reloads for mirrors and insecure registries', async () => {
    const { plan } = await on(ce, {
      ...mirrors('https://m'),
      'insecure-registries': exactly('h:5000'),
    });
    expect(plan.action).toBe('reload');
    expect(plan.reason.en).toContain('containers keep running');
    expect(plan.disruption.containersStopped).toBe(0);
  });

  it('restarts for proxies', async () => {
    const { plan } = await on(ce, { proxies: { 'https-proxy': proxy('http://p:1') } });
    expect(plan.action).toBe('restart');
  });

  it('does nothing for certificates of a registry', async () => {
    const { plan } = await on(ce, registries({ 'h:5000': { ca: pem('ca') } }));
    expect([plan.action, plan.changes.length]).toEqual(['none', 1]);
  });

  it('restarts for the system trust store, after it has been rebuilt', async () => {
    const tree = { ...ce, '/usr/sbin/update-ca-certificates': '' };
    const { plan } = await on(tree, { 'system-ca': [pem('root') as never] });
    expect(plan.action).toBe('restart');
    expect(plan.changes.at(-1)).toMatchObject({ kind: 'effect', effect: 'update-trust' });
  });

  it.each(['23.0.0', '23.0.6', '24.0.0'])(
    'restarts on %s, which loses a list when it reloads',
    async (version) => {
      const { plan } = await on(ce, mirrors('https://m'), { info: { version } });
      expect(plan.action).toBe('restart');
      expect(plan.reason.en).toContain(version);
    },
  );

  it.each(['20.10.24', '23.0.7', '24.0.1', '28.5.2'])('reloads on %s', async (version) => {
    expect((await on(ce, mirrors('https://m'), { info: { version } })).plan.action).toBe('reload');
  });

  it('restarts the fork for mirrors', async () => {
    const { plan } = await on({ [vendor]: rhel113Unit }, mirrors('https://m'), {
      info: { version: '1.13.1' },
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts a rootless engine, whose reload would signal RootlessKit', async () => {
    const tree = { '/home/ann/.config/systemd/user/docker.service': rootlessUnit };
    const { plan } = await planOn(tree, mirrors('https://m'), {
      running: { info: {} },
      user: { uid: 1000, home: '/home/ann', sudoUser: null },
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts when the running engine still has the key as a flag', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      argv: ['/usr/bin/dockerd', '--registry-mirror=https://old'],
      info: { mirrors: ['https://old/'] },
    });
    expect(plan.action).toBe('restart');
    expect(plan.reason.en).toContain('flag');
  });

  it('restarts when a reload would switch off authorization plugins', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      argv: ['/usr/bin/dockerd', '--authorization-plugin=p'],
    });
    expect(plan.action).toBe('restart');
  });

  it('restarts for a key that a reload would leave as it was, or for another store', async () => {
    const gone = await on(
      { ...ce, [daemonJson]: '{"labels":["a=b"]}' },
      { daemon: { labels: null } },
    );
    expect(gone.plan.action).toBe('restart');
    const store = await on(ce, { daemon: { features: { 'containerd-snapshotter': true } } });
    expect(store.plan.action).toBe('restart');
    const feature = await on(ce, { daemon: { features: { buildkit: true } } });
    expect(feature.plan.action).toBe('reload');
  });

  it('restarts and has systemd read its units for a change of flags', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd --registry-mirror=https://a\n',
    };
    const { plan } = await on(tree, mirrors('https://b'));
    expect(plan.action).toBe('restart');
    expect(plan.changes.at(-1)).toMatchObject({ effect: 'daemon-reload' });
  });

  it('needs no daemon-reload for the content of an environment file', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS=--registry-mirror=https://a\n',
    };
    const { plan } = await on(tree, mirrors('https://b'));
    expect(plan.changes.map((change) => change.kind)).toEqual(['file']);
  });

  it('has systemd read units that were forgotten when it restarts anyway', async () => {
    const { plan } = await on(
      ce,
      { proxies: { 'https-proxy': proxy('http://p:1') } },
      { reload: true },
    );
    expect(plan.changes.at(-1)).toMatchObject({ effect: 'daemon-reload' });
  });
});

describe('lists that are to be gone', () => {
  const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };

  it('are written empty for a reload, which would keep them otherwise', async () => {
    const { plan, after } = await on(
      tree,
      { 'registry-mirrors': null },
      { info: { mirrors: ['https://m/'] } },
    );
    expect(plan.action).toBe('reload');
    expect(textIn(after, daemonJson)).toBe('{"registry-mirrors":[]}');
    const again = await on(after, { 'registry-mirrors': null });
    expect([again.plan.action, again.plan.changes]).toEqual(['none', []]);
  });

  it('are taken out when the engine restarts anyway, or does not run', async () => {
    const both = { 'registry-mirrors': null, proxies: { 'https-proxy': proxy('http://p:1') } };
    const { after } = await on(tree, both, { info: { mirrors: ['https://m/'] } });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).not.toHaveProperty('registry-mirrors');
    const stopped = await planOn(tree, { 'registry-mirrors': null });
    expect(textIn(stopped.after, daemonJson)).toBe('{}');
  });

  it('are written empty when only the running engine still has them', async () => {
    const { plan, after } = await on(
      { ...ce, [daemonJson]: '{}' },
      { 'registry-mirrors': null },
      { info: { mirrors: ['https://m/'] } },
    );
    expect(plan.action).toBe('reload');
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ 'registry-mirrors': [] });
  });
});

describe('converged files under a diverged engine', () => {
  const tree = {
    ...ce,
    [daemonJson]: '{"registry-mirrors":["https://m"],"proxies":{"https-proxy":"http://p:1"}}',
  };

  it('are a reload or restart without a change of files', async () => {
    const list = await on(tree, mirrors('https://m'));
    expect([list.plan.action, list.plan.changes]).toEqual(['reload', []]);
    const proxies = await on(tree, { proxies: { 'https-proxy': proxy('http://p:1') } });
    expect([proxies.plan.action, proxies.plan.changes]).toEqual(['restart', []]);
  });

  it('are required on every run that may not touch the engine', async () => {
    const { plan } = await on(tree, mirrors('https://m'), {}, { restart: 'never' });
    expect([plan.action, plan.required]).toEqual(['none', 'reload']);
  });

  it('are nothing once the engine shows them', async () => {
    const { plan } = await on(tree, mirrors('https://m'), { info: { mirrors: ['https://m/'] } });
    expect([plan.action, plan.required, plan.reason.en]).toEqual([
      'none',
      'none',
      'Everything is already as wanted.',
    ]);
  });
});

describe('--restart', () => {
  it('reload is refused before anything is written when it would not do', async () => {
    const wish = { proxies: { 'https-proxy': proxy('http://p:1') } };
    await expect(on(ce, wish, {}, { restart: 'reload' })).rejects.toMatchObject({
      exit: 'needsDecision',
    });
  });

  it('restart restarts for what a reload could do, and not for nothing', async () => {
    expect((await on(ce, mirrors('https://m'), {}, { restart: 'restart' })).plan.action).toBe(
      'restart',
    );
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };
    const same = await on(
      tree,
      mirrors('https://m'),
      { info: { mirrors: ['https://m/'] } },
      { restart: 'restart' },
    );
    expect(same.plan.action).toBe('none');
  });

  it('never writes the files and says what is left to do', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {}, { restart: 'never' });
    expect([plan.action, plan.required, plan.changes.length]).toEqual(['none', 'reload', 1]);
    expect(plan.reason.en).toContain('still needs a reload');
  });
});

describe('an engine that does not run', () => {
  it('is started when its unit is enabled', async () => {
    const { plan } = await on(ce, mirrors('https://m'), { info: null, active: 'failed' });
    expect(plan.action).toBe('restart');
    expect(plan.reason.en).toContain('started');
  });

  it('is left stopped when it is not enabled', async () => {
    const { plan } = await on(ce, mirrors('https://m'), {
      info: null,
      active: 'inactive',
      enabled: false,
    });
    expect([plan.action, plan.changes.length]).toEqual(['none', 1]);
  });

  it('is left stopped where nothing changes', async () => {
    const tree = { ...ce, [daemonJson]: '{"registry-mirrors":["https://m"]}' };
    const { plan } = await on(tree, mirrors('https://m'), { info: null, active: 'inactive' });
    expect(plan.action).toBe('none');
  });

  it('is never touched in a tree', async () => {
    const { plan } = await planOn(ce, { proxies: { 'https-proxy': proxy('http://u:p@p:1') } });
    expect([plan.action, plan.changes.every((change) => change.kind === 'file')]).toEqual([
      'none',
      true,
    ]);
  });
});

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
    });
  });

  it('is nobody with live-restore', async () => {
    const { plan } = await on(ce, wish, { containers, info: { liveRestore: true } });
    expect(plan.disruption.containersStopped).toBe(0);
  });

  it('is everybody in a swarm, which is said', async () => {
    const { plan } = await on(ce, wish, { containers, info: { liveRestore: true, swarm: true } });
    expect(plan.disruption.containersStopped).toBe(2);
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('swarm');
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

describe('a daemon.json that is broken', () => {
  const tree = { ...ce, [daemonJson]: '{\n  "debug": true,\n}\n' };

  it('needs a decision, with the place and the way out', async () => {
    await expect(on(tree, mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(/daemon\.json:2:\d+: [\s\S]*--repair/),
    });
  });

  it('is repaired where that is accepted, in one change with what is wished', async () => {
    const { files, after } = await on(tree, mirrors('https://m'), {}, { repair: true });
    expect(files.length).toBe(1);
    expect(files[0]?.before).toMatchObject({ kind: 'file' });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://m'],
    });
  });

  it('is repaired by itself when nothing else is wished', async () => {
    const { after } = await on(tree, {}, {}, { repair: true });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ debug: true });
  });

  it('does not stand in the way of a certificate', async () => {
    const { files } = await on(tree, registries({ 'h:5000': { ca: pem('ca') } }));
    expect(files.length).toBe(1);
  });
});

describe('names that do not do what they say', () => {
  const file = (value: object) => ({ ...ce, [daemonJson]: JSON.stringify(value) });

  it('give way to a wish for the same', async () => {
    const tree = file({ 'registry-mirror': ['https://a'], debug: true });
    const { after } = await on(tree, mirrors('https://b'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      debug: true,
      'registry-mirrors': ['https://b'],
    });
  });

  it('are what a merging wish builds on', async () => {
    const tree = file({ 'registry-mirror': ['https://a'] });
    const wish: DesiredState = {
      'registry-mirrors': { kind: 'merge', add: ['https://b' as never], remove: [] },
    };
    const { after } = await on(tree, wish);
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      'registry-mirrors': ['https://a', 'https://b'],
    });
  });

  it('are only warned of when nothing is wished for them', async () => {
    const { plan, after } = await on(file({ 'insecure-registry': ['h'] }), mirrors('https://b'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toHaveProperty('insecure-registry');
    expect(plan.warnings.map((warning) => warning.en).join()).toContain(`${daemonJson}:1`);
  });

  it.each([
    ['a flat proxy', { 'https-proxy': 'http://p:1' }, { proxies: { 'https-proxy': 'http://p:1' } }],
    [
      "the client's form",
      { proxies: { default: { httpProxy: 'http://p:1', noProxy: 'a' } } },
      { proxies: { 'http-proxy': 'http://p:1', 'no-proxy': 'a' } },
    ],
    ['a flag spelling', { 'insecure-registry': 'h:5000' }, { 'insecure-registries': ['h:5000'] }],
    ['a removed key', { graph: '/srv' }, { 'data-root': '/srv' }],
    [
      'a text for a list',
      { 'registry-mirrors': 'https://m' },
      { 'registry-mirrors': ['https://m'] },
    ],
  ])('are converted on demand: %s', async (_, before, converted) => {
    const { after, plan } = await on(file(before), {}, {}, { repair: true });
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual(converted);
    expect(plan.changes[0]?.because.map((each) => each.en).join()).toContain('Converted');
  });

  it('say which exemptions come into effect by that, though nobody named them', async () => {
    const ignored = file({ 'insecure-registry': ['x.lab:5000'] });
    const repaired = await on(ignored, {}, {}, { repair: true });
    expect(repaired.plan).toMatchObject({ loosens: ['x.lab:5000'], implied: ['x.lab:5000'] });
    const added: DesiredState = { 'insecure-registries': merge(['y.lab:5000']) };
    expect((await on(ignored, added)).plan).toMatchObject({
      loosens: ['x.lab:5000', 'y.lab:5000'],
      implied: ['x.lab:5000'],
    });
    const named: DesiredState = { 'insecure-registries': exactly('y.lab:5000') };
    expect((await on(ignored, named)).plan).not.toHaveProperty('implied');
  });

  it.each([
    ["the client's form", { default: { httpsProxy: 'http://p:1' } }],
    ['the form of newer engines', { 'https-proxy': 'http://p:1' }],
  ])('moves proxies in %s into the environment of an old engine', async (_, proxies) => {
    const tree = file({ proxies });
    const { after } = await on(tree, {}, { info: { version: '20.10.24' } }, { repair: true });
    expect(textIn(after, '/etc/systemd/system/docker.service.d/50-dockcfg.conf')).toContain(
      'HTTPS_PROXY=http://p:1',
    );
    expect(textIn(after, daemonJson)).toBe('{}');
  });

  it.each([
    ['an unknown key', { 'log-drivr': 'local' }, 'log-driver'],
    ['a removed key', { graph: '/srv' }, '--repair'],
    ['a wrong type', { debug: 'yes' }, 'debug'],
    ["the client's form", { proxies: { default: { httpProxy: 'x' } } }, '--repair'],
  ])('need a decision where the engine would not start: %s', async (_, before, word) => {
    await expect(on(file(before), mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringMatching(new RegExp(`daemon\\.json:1:\\d+: [^]*${word}`)),
    });
  });

  it('are not judged by their age where the engine is unknown', async () => {
    const { plan } = await planOn(file({ graph: '/srv' }), mirrors('https://m'));
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('data-root');
  });

  it('are not judged on the fork, whose keys nobody can list', async () => {
    const tree = { [vendor]: rhel113Unit, [daemonJson]: '{"some-fork-key": 1}' };
    const { plan } = await on(tree, mirrors('https://m'), { info: { version: '1.13.1' } });
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('some-fork-key');
  });

  it('includes a key that stands twice, with the one that counts', async () => {
    const tree = { ...ce, [daemonJson]: '{"mtu":1,\n"mtu":2}' };
    const { plan } = await on(tree, mirrors('https://m'));
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('lines 1, 2');
  });
});

describe('a flag and a key nobody wishes anything for', () => {
  const tree = (opts: string, level: string) => ({
    [vendor]: dockerIoUnit,
    '/etc/default/docker': `DOCKER_OPTS="${opts}"\n`,
    [daemonJson]: `{"log-level":"${level}"}`,
  });

  it('lose one of them where both say the same', async () => {
    const { plan, after } = await on(tree('--log-level=warn', 'warn'), mirrors('https://m'));
    expect(textIn(after, '/etc/default/docker')).toBe('DOCKER_OPTS=""\n');
    expect(plan.conflicts[0]?.key).toBe('log-level');
  });

  it('need a decision where they differ', async () => {
    await expect(on(tree('-l info', 'warn'), mirrors('https://m'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('/etc/default/docker:1'),
    });
  });

  it("leave a package's flag where it is", async () => {
    const both = { ...ce, [daemonJson]: '{"hosts":["fd://"],"debug":true}' };
    const { after, files } = await on(both, mirrors('https://m'));
    expect(files.map((each) => each.path)).toEqual([daemonJson]);
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).not.toHaveProperty('hosts');
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
      [mine, expect.stringContaining(`${mine}:2 can be read by every user`)],
      [daemonJson, expect.stringContaining('belongs in daemon.json')],
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

describe('flags the engine does not start with', () => {
  const tree = (opts: string) => ({
    [vendor]: dockerIoUnit,
    '/etc/default/docker': `DOCKER_OPTS="${opts}"\n`,
  });

  it.each([
    ['a dash from a web page', '–registry-mirror=https://a', '--registry-mirror=https://a'],
    ['typographic quotes', '--log-level=“warn”', '--log-level=warn'],
    ['a variable systemd does not expand', '$DOCKER_OPTS --debug', '--debug'],
    ['a flag that was renamed', '-g /srv --debug', '--data-root=/srv --debug'],
    ['two of them', '–debug –registry-mirror https://a', '--debug --registry-mirror https://a'],
  ])('are put right on demand: %s', async (_, before, after) => {
    await expect(on(tree(before), mirrors('https://b'))).rejects.toMatchObject({
      exit: 'needsDecision',
      message: expect.stringContaining('/etc/default/docker:1'),
    });
    const planned = await on(tree(before), {}, {}, { repair: true });
    expect(textIn(planned.after, '/etc/default/docker')).toBe(`DOCKER_OPTS="${after}"\n`);
    expect(planned.plan.action).toBe('restart');
  });

  it("are put right in an administrator's command", async () => {
    const path = '/etc/systemd/system/docker.service.d/a.conf';
    const text =
      '[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd —registry-mirror=https://a \\\n  -H fd://\n';
    const { after } = await on({ ...ce, [path]: text }, {}, {}, { repair: true });
    expect(textIn(after, path)).toBe(text.replace('—', '--'));
  });

  it('are nothing to a certificate, and nothing to worry about elsewhere', async () => {
    const { plan } = await on(tree('–debug'), registries({ 'h:5000': { ca: pem('ca') } }));
    expect(plan.changes.length).toBe(1);
    const unread = { ...ce, '/etc/default/docker': 'DOCKER_OPTS="–debug"\n' };
    expect((await on(unread, mirrors('https://b'))).plan.action).toBe('reload');
  });
});
