import { describe, expect, it } from 'vitest';
import { gather } from '../../../src/engine/gather/gather.ts';
import { parseShow } from '../../../src/engine/gather/systemctl.ts';
import { makePlan } from '../../../src/engine/plan/plan.ts';
import { hostOf, memoryFiles, quietPorts } from '../host.ts';
import { defaultDocker, dockerCeUnit, dockerIoUnit, rootlessUnit } from '../units.ts';

const showDocker = `Id=docker.service
LoadState=loaded
ActiveState=active
SubState=running
UnitFileState=enabled
FragmentPath=/lib/systemd/system/docker.service
DropInPaths=
NeedDaemonReload=no
MainPID=321
`;

describe("a host whose only engine is a user's", () => {
  const tree = { '/home/ann/.config/systemd/user/docker.service': rootlessUnit, '/home/bob/x': '' };

  it('is told of to root, whom nothing there obeys', async () => {
    const notes = (await hostOf(tree)).notes.map(({ en }) => en).join();
    expect(notes).toContain('/home/ann/.config/systemd/user/docker.service is a rootless engine');
    expect(notes).not.toContain('/home/bob');
  });

  it('needs no word where root has one, too, or to that user', async () => {
    const both = { ...tree, '/lib/systemd/system/docker.service': dockerCeUnit };
    const ann = { uid: 1000, home: '/home/ann', sudoUser: null };
    for (const facts of [await hostOf(both), await hostOf(tree, { user: ann })])
      expect(facts.notes.map(({ en }) => en).join()).not.toContain('a rootless engine');
  });
});

describe('gathering a live host', () => {
  const live = () =>
    hostOf(
      {
        '/lib/systemd/system/docker.service': dockerIoUnit,
        '/etc/default/docker': `${defaultDocker}DOCKER_OPTS="--registry-mirror=https://m.example"\n`,
        '/proc/321/cmdline': '/usr/sbin/dockerd\0-H\0fd://\0',
        '/proc/321/environ': 'PATH=/bin\0HTTPS_PROXY=http://p:1\0',
        '/etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
      },
      { running: { info: { version: '20.10.24' }, commands: { 'systemctl show': showDocker } } },
    );

  it('knows the unit as its manager and its files tell it', async () => {
    const { unit } = await live();
    expect(unit).toMatchObject({
      name: 'docker.service',
      activeState: 'active',
      enabled: true,
      environmentFiles: [{ path: '/etc/default/docker', optional: true }],
    });
    expect(unit?.argv).toEqual([
      '/usr/sbin/dockerd',
      '-H',
      'fd://',
      '--containerd=/run/containerd/containerd.sock',
      '--registry-mirror=https://m.example',
    ]);
  });

  it('tells for each flag which file and line spells it', async () => {
    const { unit } = await live();
    const mirror = unit?.flags.find((flag) => flag.name === 'registry-mirror');
    expect(mirror).toEqual({
      name: 'registry-mirror',
      value: 'https://m.example',
      origin: { kind: 'flag', path: '/etc/default/docker', line: 13 },
      variable: 'DOCKER_OPTS',
    });
    expect(unit?.flags.find((flag) => flag.name === 'host')?.origin.line).toBe(14);
  });

  it('looks at the process that runs and asks the engine', async () => {
    const facts = await live();
    expect(facts.process?.environment).toMatchObject({ HTTPS_PROXY: 'http://p:1' });
    expect(facts.engine).toMatchObject({ version: { major: 20, minor: 10 }, store: 'classic' });
    expect(facts.flavour).toBe('docker.io');
    expect(facts.osRelease.PRETTY_NAME).toBe('Debian GNU/Linux 12 (bookworm)');
  });

  it('says when the engine is silent, and asks its binary for the version', async () => {
    const facts = await hostOf(
      { '/lib/systemd/system/docker.service': dockerCeUnit },
      {
        running: {
          commands: {
            'systemctl show': showDocker.replace('active', 'failed').replace('321', '0'),
            '/usr/bin/dockerd --version': 'Docker version 28.5.2, build e180ab8\n',
          },
        },
      },
    );
    expect(facts.info).toBeNull();
    expect(facts.engine.version?.text).toBe('28.5.2');
    expect(facts.notes[0]?.en).toContain('not running');
  });

  it('does not knock at the socket of an engine that is stopped: systemd would start it', async () => {
    const stopped = showDocker.replace('=active', '=inactive').replace('321', '0');
    const facts = await hostOf(
      { '/lib/systemd/system/docker.service': dockerCeUnit },
      { running: { info: {}, commands: { 'systemctl show': stopped } } },
    );
    expect(facts.info).toBeNull();
    expect(facts.notes[0]?.en).toContain('not running. It was not asked');
  });

  it('says first that the docker command goes elsewhere', async () => {
    const facts = await hostOf(
      { '/lib/systemd/system/docker.service': dockerCeUnit },
      { running: { info: {} }, env: { DOCKER_HOST: 'ssh://root@far' } },
    );
    expect(facts.notes[0]?.en).toContain('DOCKER_HOST=ssh://root@far');
    expect(facts.elsewhere).toBe('DOCKER_HOST=ssh://root@far');
  });

  it('says that there is no Docker here at all', async () => {
    const facts = await hostOf({}, { running: {} });
    expect(facts.flavour).toBe('none');
    expect(facts.notes[0]?.en).toContain('No Docker service was found');
  });

  it.each([
    ['["unix:///data/docker.sock", "tcp://127.0.0.1:2375"]', '/data/docker.sock'],
    ['["tcp://0.0.0.0:2376", "unix:///run/docker.sock"]', '/var/run/docker.sock'],
    ['["unix:///data/docker.sock", "unix:///var/run/docker.sock"]', '/var/run/docker.sock'],
    ['["tcp://0.0.0.0:2376"]', '/var/run/docker.sock'],
    ['"unix:///data/docker.sock"', '/var/run/docker.sock'],
  ])('asks where daemon.json has the engine listen: %s', async (hosts, socket) => {
    const tree = {
      '/lib/systemd/system/docker.service': dockerCeUnit.replace(' -H fd://', ''),
      '/etc/docker/daemon.json': `{"hosts": ${hosts}}`,
    };
    const commands = { 'systemctl show': showDocker };
    expect((await hostOf(tree, { running: { info: {}, commands } })).layout.socket).toBe(socket);
    const flagged = { ...tree, '/lib/systemd/system/docker.service': dockerCeUnit };
    const { layout } = await hostOf(flagged, { running: { info: {}, commands } });
    expect(layout.socket).toBe('/var/run/docker.sock');
  });

  it('counts the usual socket by either of its names as ours', async () => {
    const facts = await hostOf(
      { '/lib/systemd/system/docker.service': dockerCeUnit },
      { running: { info: {} }, env: { DOCKER_HOST: 'unix:///run/docker.sock' } },
    );
    expect(facts.notes).toEqual([]);
  });
});

describe('an environment that is in no file of the unit', () => {
  const proxied = (environment: string) =>
    hostOf(
      {
        '/lib/systemd/system/docker.service': dockerCeUnit,
        '/proc/321/cmdline': '/usr/bin/dockerd\0',
        '/proc/321/environ': 'PATH=/bin\0HTTPS_PROXY=http://p:1\0',
      },
      {
        running: {
          info: { httpsProxy: 'http://p:1' },
          commands: { 'systemctl show-environment': environment, 'systemctl show': showDocker },
        },
      },
    );
  const removed = { proxies: { 'https-proxy': null } };
  const options = { restart: 'auto', allowUnsupported: false } as const;

  it("is the manager's, and is taken away by name where it is not wanted", async () => {
    const facts = await proxied('LANG=C\nHTTPS_PROXY=http://p:1\n');
    expect(facts.managerEnvironment).toEqual({ HTTPS_PROXY: 'http://p:1' });
    const plan = makePlan(removed, facts, options);
    const [change] = plan.changes;
    const text = change?.kind === 'file' && change.after.kind === 'file' ? change.after.bytes : [];
    expect(new TextDecoder().decode(Uint8Array.from(text))).toContain(
      '[Service]\nUnsetEnvironment=HTTPS_PROXY\n',
    );
    expect(plan.action).toBe('restart');
  });

  it.each([
    [String.raw`$'http://us\'er:p$a"b@p:3128'`, `http://us'er:p$a"b@p:3128`],
    [String.raw`$'http://pr\303\274fung\\x:1'`, 'http://prüfung\\x:1'],
    [String.raw`$'a\n\tb'`, 'a\n\tb'],
    ['http://p:1?$x', 'http://p:1?$x'],
  ])("is the manager's as it stands, not as systemctl prints it: %s", async (printed, value) => {
    const facts = await proxied(`LANG=C\nHTTPS_PROXY=${printed}\n`);
    expect(facts.managerEnvironment).toEqual({ HTTPS_PROXY: value });
  });

  it('is what a file said when the engine started: a restart is enough', async () => {
    const facts = await proxied('LANG=C\n');
    expect(facts.managerEnvironment).toEqual({});
    expect(makePlan(removed, facts, options)).toMatchObject({ changes: [], action: 'restart' });
  });
});

describe('what systemd has loaded', () => {
  it('is found under names with blanks, which come in quotes', () => {
    const [unit] = parseShow(
      `Id=docker.service\nLoadState=loaded\nDropInPaths=/a/lab.conf "/a/my pro'xy.conf"\n`,
    );
    expect(unit?.dropIns).toEqual(['/a/lab.conf', "/a/my pro'xy.conf"]);
  });
});

describe('gathering a tree', () => {
  it('reads every environment file that a pattern names, in order', async () => {
    const facts = await hostOf({
      '/lib/systemd/system/docker.service': dockerCeUnit.replace(
        '[Service]',
        '[Service]\nEnvironmentFile=-/etc/docker/env/*.env',
      ),
      '/etc/docker/env/b.env': 'HTTPS_PROXY=http://b:1\n',
      '/etc/docker/env/a.env': 'HTTPS_PROXY=http://a:1\n',
      '/etc/docker/env/c.txt': 'HTTPS_PROXY=http://c:1\n',
    });
    expect(facts.unit?.environmentFiles.map(({ path }) => path)).toEqual([
      '/etc/docker/env/a.env',
      '/etc/docker/env/b.env',
    ]);
    expect(facts.unit?.environment).toMatchObject([{ name: 'HTTPS_PROXY', value: 'http://b:1' }]);
  });

  it('asks nothing of an engine and takes the version from dpkg', async () => {
    const facts = await hostOf({
      '/usr/lib/systemd/system/docker.service': dockerCeUnit,
      '/var/lib/dpkg/status':
        'Package: docker-ce\nStatus: install ok installed\nVersion: 5:28.5.2-1~debian.13~trixie\n\nPackage: other\nVersion: 1\n',
    });
    expect(facts.live).toBe(false);
    expect(facts.engine.version?.text).toBe('28.5.2-1~debian.13~trixie');
    expect(facts.notes).toEqual([]);
  });

  it.each([
    [
      'alpine',
      { '/lib/apk/db/installed': 'P:docker\nV:27.3.1-r4\n\nP:docker-cli\nV:27.3.1-r4\n' },
      '27.3.1-r4',
    ],
    ['arch', { '/var/lib/pacman/local/docker-1:29.1.2-1/desc': '' }, '29.1.2'],
    [
      'snap',
      { '/snap/docker/current/meta/snap.yaml': "name: docker\nversion: '28.4.0'\n" },
      '28.4.0',
    ],
  ])('reads the version of %s', async (_, tree, version) => {
    const facts = await hostOf(tree);
    expect(facts.engine.version?.text).toBe(version);
  });

  it('does not take a removed package for an installed one', async () => {
    const facts = await hostOf({
      '/var/lib/dpkg/status':
        'Package: docker.io\nStatus: deinstall ok config-files\nVersion: 20.10\n',
    });
    expect(facts.engine.version).toBeNull();
    expect(facts.notes[0]?.en).toContain('--engine');
  });

  it('says that it does not read an rpm database', async () => {
    const facts = await hostOf({ '/var/lib/rpm/rpmdb.sqlite': 'x' });
    expect(facts.notes[0]?.en).toContain('rpm');
  });
});

describe('which store', () => {
  const store = async (version: string, tree: { [path: string]: string }) => {
    const status = `Package: docker-ce\nStatus: install ok installed\nVersion: 5:${version}\n`;
    return (await hostOf({ '/var/lib/dpkg/status': status, ...tree })).engine.store;
  };

  it('is classic before 29 unless the feature is on', async () => {
    expect(await store('28.5.2', {})).toBe('classic');
    const on = '{"features":{"containerd-snapshotter":true}}';
    expect(await store('28.5.2', { '/etc/docker/daemon.json': on })).toBe('containerd');
  });

  it('is containerd on a fresh 29, and stays classic where a graphdriver was used', async () => {
    expect(await store('29.7.2', {})).toBe('containerd');
    expect(await store('29.7.2', { '/var/lib/docker/image/overlay2/x': '' })).toBe('classic');
    const named = '{"storage-driver":"overlay2"}';
    expect(await store('29.7.2', { '/etc/docker/daemon.json': named })).toBe('classic');
    const off = '{"features":{"containerd-snapshotter":false}}';
    expect(await store('29.7.2', { '/etc/docker/daemon.json': off })).toBe('classic');
  });
});

describe("the order of a unit's files", () => {
  const unit = '/usr/lib/systemd/system/docker.service';
  const dropIn = (value: string) => `[Service]\nEnvironment=HTTPS_PROXY=${value}\n`;
  const proxyOf = async (tree: { [path: string]: string }) => {
    const facts = await hostOf({ [unit]: dockerCeUnit, ...tree });
    return facts.unit?.environment.find((each) => each.name === 'HTTPS_PROXY')?.value;
  };

  it('is by file name across directories', async () => {
    expect(
      await proxyOf({
        '/etc/systemd/system/docker.service.d/10-a.conf': dropIn('etc'),
        '/usr/lib/systemd/system/docker.service.d/20-b.conf': dropIn('usr'),
      }),
    ).toBe('usr');
  });

  it('lets /etc shadow a drop-in of the same name', async () => {
    expect(
      await proxyOf({
        '/etc/systemd/system/docker.service.d/20-b.conf': dropIn('etc'),
        '/usr/lib/systemd/system/docker.service.d/20-b.conf': dropIn('usr'),
      }),
    ).toBe('etc');
  });

  it('takes an empty drop-in for a mask', async () => {
    expect(
      await proxyOf({
        '/etc/systemd/system/docker.service.d/20-b.conf': '',
        '/usr/lib/systemd/system/docker.service.d/20-b.conf': dropIn('usr'),
      }),
    ).toBeUndefined();
  });

  it('lets an environment file beat every Environment=', async () => {
    expect(
      await proxyOf({
        '/etc/systemd/system/docker.service.d/20-b.conf':
          '[Service]\nEnvironmentFile=-/etc/proxy.env\nEnvironment=HTTPS_PROXY=dropin\n',
        '/etc/proxy.env': 'HTTPS_PROXY=file\n',
      }),
    ).toBe('file');
  });
});

describe('what could not be read', () => {
  it('is noted, and is no reason to stop', async () => {
    const files = memoryFiles({ '/usr/lib/systemd/system/docker.service': dockerCeUnit });
    const denied = '/etc/docker/daemon.json';
    const facts = await gather(
      {
        ...quietPorts,
        files: {
          ...files,
          snapshot: (path) =>
            path === denied
              ? Promise.resolve({
                  path,
                  state: { kind: 'unreadable', code: 'EACCES' },
                  realPath: null,
                })
              : files.snapshot(path),
        },
      },
      { root: '/tree', env: {}, user: { uid: 1000, home: '/home/ann', sudoUser: null } },
    );
    expect(facts.notes.map((note) => note.en).join()).toContain(`${denied} could not be read`);
    expect(() =>
      makePlan({ 'registry-mirrors': null, daemon: { debug: true } }, facts, {
        restart: 'auto',
        allowUnsupported: false,
      }),
    ).toThrow(expect.objectContaining({ exit: 'needsRoot' }));
  });
});
