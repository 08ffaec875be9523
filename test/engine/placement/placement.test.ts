import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { parseReference } from '../../../src/domain/reference.ts';
import { routeFor } from '../../../src/domain/routes.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { type HostOptions, hostOf, type Tree, textIn } from '../host.ts';
import { exactly, merge, pem, planOn, proxy, registries } from '../plan/host.ts';
import { dockerCeUnit, dockerIoUnit, mobyEngineUnit, rhel113Unit } from '../units.ts';

const vendor = '/lib/systemd/system/docker.service';
const ce = { [vendor]: dockerCeUnit };
const daemonJson = '/etc/docker/daemon.json';

const engine = (text: string, store: 'classic' | 'containerd' = 'classic'): HostOptions => {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return { engineOverride: { version: { text, major, minor, patch }, store } };
};

const mirrors = (...urls: readonly string[]): DesiredState => ({
  'registry-mirrors': exactly(...urls),
});

describe('one owner for a setting', () => {
  it('is the place that has it already', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://a"\n',
    };
    const { files, after } = await planOn(tree, mirrors('https://b'), engine('28.5.2'));
    expect(files.map((file) => file.path)).toEqual(['/etc/default/docker']);
    expect(textIn(after, '/etc/default/docker')).toBe(
      'DOCKER_OPTS="--registry-mirror=https://b"\n',
    );
  });

  it("is daemon.json where only the package's unit has it, with the price of that named", async () => {
    const tree = {
      [vendor]: dockerCeUnit.replace('-H fd://', '-H fd:// --registry-mirror=https://a'),
    };
    const { plan, files } = await planOn(tree, mirrors('https://b'), engine('28.5.2'));
    expect(files.map((file) => file.path)).toEqual([
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
      daemonJson,
    ]);
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('repeats the ExecStart');
  });

  it('is daemon.json where flag and file had it both, and both origins are shown', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS="--debug --registry-mirror=https://a"\n',
      [daemonJson]: '{\n  "registry-mirrors": ["https://b"]\n}\n',
    };
    const { plan, after } = await planOn(tree, mirrors('https://c'), engine('28.5.2'));
    expect(plan.conflicts).toMatchObject([
      {
        key: 'registry-mirrors',
        origins: [
          { kind: 'flag', path: '/etc/default/docker', line: 1 },
          { kind: 'file', path: daemonJson, line: 2 },
        ],
      },
    ]);
    expect(plan.conflicts[0]?.text.en).toContain(`/etc/default/docker:1, ${daemonJson}:2`);
    expect(textIn(after, '/etc/default/docker')).toBe('DOCKER_OPTS="--debug"\n');
  });

  it('moves the listening sockets into daemon.json when they are wished there', async () => {
    const { after } = await planOn(
      ce,
      { daemon: { hosts: ['unix:///run/docker.sock'] } },
      engine('28.5.2'),
    );
    expect(textIn(after, '/etc/systemd/system/docker.service.d/50-dockcfg.conf')).toContain(
      'ExecStart=\nExecStart=/usr/bin/dockerd --containerd=/run/containerd/containerd.sock\n',
    );
    expect(textIn(after, daemonJson)).toContain('unix:///run/docker.sock');
  });

  it("takes Fedora's log driver out of OPTIONS when another is wished", async () => {
    const tree = {
      [vendor]: mobyEngineUnit,
      '/etc/sysconfig/docker': 'OPTIONS="--selinux-enabled --log-driver=journald"\n',
    };
    const { after } = await planOn(tree, { daemon: { 'log-driver': 'local' } }, engine('28.5.2'));
    expect(textIn(after, '/etc/sysconfig/docker')).toBe('OPTIONS="--selinux-enabled"\n');
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({ 'log-driver': 'local' });
  });

  it('leaves everything alone where it is as wished, wherever it stands', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker':
        'DOCKER_OPTS="--registry-mirror=https://a/ --insecure-registry=b --insecure-registry=c"\nHTTPS_PROXY=http://p:1\n',
    };
    const desired: DesiredState = {
      ...mirrors('https://a'),
      'insecure-registries': exactly('c', 'b'),
      proxies: { 'https-proxy': proxy('http://p:1') },
    };
    expect((await planOn(tree, desired, engine('28.5.2'))).plan.changes).toEqual([]);
  });

  it('merges with what is there, wherever it is', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://a"\n',
    };
    const desired: DesiredState = { 'registry-mirrors': merge(['https://b'], ['https://a/']) };
    const { after } = await planOn(tree, desired, engine('28.5.2'));
    expect(textIn(after, '/etc/default/docker')).toBe(
      'DOCKER_OPTS="--registry-mirror=https://b"\n',
    );
  });
});

describe('proxies', () => {
  const wish = (text: string): DesiredState => ({ proxies: { 'https-proxy': proxy(text) } });

  it('go into daemon.json from 23.0 and into a drop-in before', async () => {
    const paths = async (version: string) =>
      (await planOn(ce, wish('http://p:1'), engine(version))).files.map((file) => file.path);
    expect(await paths('23.0.0')).toEqual([daemonJson]);
    expect(await paths('20.10.24')).toEqual([
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
    ]);
  });

  it('stay together where one of them already lives', async () => {
    const mine = '/etc/systemd/system/docker.service.d/proxy.conf';
    const tree = { ...ce, [mine]: '[Service]\nEnvironment=HTTP_PROXY=http://p:1\n' };
    const { files, after } = await planOn(tree, wish('http://p:1'), engine('28.5.2'));
    expect(files.map((file) => file.path)).toEqual([
      '/etc/systemd/system/docker.service.d/50-dockcfg.conf',
    ]);
    expect(textIn(after, mine)).toBe(tree[mine]);
  });

  it('keep the password that the host has where the wish says so', async () => {
    const file = '{"proxies":{"https-proxy":"http://ada:s%2Fcret@old:1"}}';
    const desired: DesiredState = {
      proxies: {
        'http-proxy': proxy('http://ada@new:2'),
        'https-proxy': proxy('http://ada@new:2'),
        'keep-password': true,
      },
    };
    const { after } = await planOn({ ...ce, [daemonJson]: file }, desired, engine('28.5.2'));
    expect(JSON.parse(textIn(after, daemonJson) ?? '').proxies).toEqual({
      'http-proxy': 'http://ada:s%2Fcret@new:2',
      'https-proxy': 'http://ada:s%2Fcret@new:2',
    });
    for (const text of ['{}', '{"proxies":{"https-proxy":"http://bob:s@old:1"}}']) {
      const tree = { ...ce, [daemonJson]: text };
      await expect(planOn(tree, desired, engine('28.5.2'))).rejects.toMatchObject({
        exit: 'invalidInput',
        message: expect.stringContaining('none for the proxy user ada'),
      });
    }
  });

  it.each([
    ['http://p:3128/', 'p:3128'],
    ['http://a%40b:p%2fw@p:3128', 'http://a%40b:p%2Fw@p:3128'],
  ])('are nothing to change where the host only spells them otherwise (%s)', async (has, asked) => {
    const file = JSON.stringify({ proxies: { 'https-proxy': has, 'no-proxy': 'b.lab, a.lab' } });
    const desired: DesiredState = {
      proxies: { 'https-proxy': proxy(asked), 'no-proxy': 'a.lab,b.lab' },
    };
    const tree = { ...ce, [daemonJson]: { text: file, mode: 0o600 } };
    expect((await planOn(tree, desired, engine('28.5.2'))).files).toEqual([]);
  });

  it('leave a drop-in that every user can read when a password comes', async () => {
    const mine = '/etc/systemd/system/docker.service.d/proxy.conf';
    const tree = {
      ...ce,
      [mine]: '[Service]\nEnvironment="HTTPS_PROXY=http://u:p%%40w@p:1"\n',
    };
    const { after } = await planOn(tree, wish('http://u:p%40w@p:1'), engine('28.5.2'));
    expect(textIn(after, mine)).toBe('[Service]\n');
    expect(after[daemonJson]).toMatchObject({ mode: 0o600 });
  });

  it('change in place without a word of passwords where the new ones have none', async () => {
    const mine = '/etc/systemd/system/docker.service.d/http.conf';
    const tree = { ...ce, [mine]: '[Service]\nEnvironment="HTTPS_PROXY=http://u:p%%40ss@p:1"\n' };
    const { files } = await planOn(tree, wish('http://p2:2'), engine('28.5.2'));
    const reasons = files.flatMap((file) => file.because.map(({ en }) => en)).join();
    expect(files.map((file) => file.path)).toEqual([mine]);
    expect(reasons).not.toContain('password');
  });

  it.each([
    ['28.5.2', '20-run.conf', daemonJson],
    ['20.10.24', '20-run.conf', '/etc/systemd/system/docker.service.d/50-dockcfg.conf'],
    ['20.10.24', '90-run.conf', '/var/lib/dockcfg/docker.env'],
  ])('on %s go where %s does not overrule them', async (version, name, place) => {
    const run = `/run/systemd/system/docker.service.d/${name}`;
    const mine = '/etc/systemd/system/docker.service.d/10-proxy.conf';
    const tree: Tree = {
      ...ce,
      [mine]: '[Service]\nEnvironment=HTTPS_PROXY=http://a:1 LANG=C\n',
      [run]: '[Service]\nEnvironment=HTTPS_PROXY=http://b:1\n',
    };
    const { after, files } = await planOn(tree, wish('http://p:2'), engine(version));
    expect(textIn(after, place)).toContain('http://p:2');
    expect(textIn(after, run)).toBe(tree[run]);
    expect(textIn(after, mine)).toBe('[Service]\nEnvironment=LANG=C\n');
    expect(files.map((file) => file.path)).not.toContain(run);
    const facts = await hostOf(after, engine(version));
    expect(viewOf(facts, 'files').proxies.https).toBe('http://p:2');
    expect((await planOn(after, wish('http://p:2'), engine(version))).plan.changes).toEqual([]);
  });

  it('are taken out of an environment file that would beat the drop-in', async () => {
    const tree = {
      [vendor]: mobyEngineUnit,
      '/etc/sysconfig/docker': 'OPTIONS=\nHTTPS_PROXY=http://old:1\n',
    };
    const { after } = await planOn(tree, wish('http://u:p@new:1'), engine('20.10.24'));
    expect(textIn(after, '/etc/sysconfig/docker')).toBe('OPTIONS=\n');
    expect(after['/var/lib/dockcfg/docker.env']).toMatchObject({ mode: 0o600 });
  });

  it('are removed everywhere when they are not wanted', async () => {
    const tree = {
      [vendor]: dockerIoUnit,
      '/etc/systemd/system/docker.service.d/a.conf':
        '[Service]\nEnvironment=https_proxy=http://a:1\n',
      '/etc/default/docker': 'HTTPS_PROXY=http://b:1\n',
      [daemonJson]: '{"proxies":{"https-proxy":"http://c:1"}}',
    };
    const { after } = await planOn(tree, { proxies: null }, engine('28.5.2'));
    expect(textIn(after, '/etc/systemd/system/docker.service.d/a.conf')).toBe('[Service]\n');
    expect(textIn(after, '/etc/default/docker')).toBe('');
    expect(textIn(after, daemonJson)).toBe('{}');
  });

  it('go to the place each other service manager reads', async () => {
    const openrc = { '/etc/init.d/docker': '#!/sbin/openrc-run\n', '/etc/conf.d/docker': '' };
    expect((await planOn(openrc, wish('http://p:1'), engine('20.10.24'))).files[0]?.path).toBe(
      '/etc/conf.d/docker',
    );
    const sysv = { '/etc/init.d/docker': '#!/bin/sh\n' };
    expect((await planOn(sysv, wish('http://p:1'), engine('20.10.24'))).files[0]?.path).toBe(
      '/etc/default/docker',
    );
  });
});

describe('the docker 1.13 of RHEL 7', () => {
  const fork = { [vendor]: rhel113Unit, '/etc/sysconfig/docker': 'OPTIONS=\n' };
  const options = engine('1.13.1');

  it('gets registries as flags and mirrors in daemon.json', async () => {
    const desired: DesiredState = {
      ...mirrors('https://m'),
      'insecure-registries': exactly('plain.lab:5000'),
      'add-registries': exactly('plain.lab:5000'),
      'block-registries': exactly('docker.io'),
    };
    const { after } = await planOn(fork, desired, options);
    expect(textIn(after, '/etc/sysconfig/docker')).toBe(
      `OPTIONS=
INSECURE_REGISTRY="--insecure-registry=plain.lab:5000"
ADD_REGISTRY="--add-registry=plain.lab:5000"
BLOCK_REGISTRY="--block-registry=docker.io"
`.replaceAll(/"(--\S+)"/g, '$1'),
    );
    expect(JSON.parse(textIn(after, daemonJson) ?? '')).toEqual({
      'registry-mirrors': ['https://m'],
    });
  });

  it('keeps to registries.conf where the list already comes from there', async () => {
    const tree: Tree = {
      ...fork,
      '/etc/containers/registries.conf': "[registries.insecure]\nregistries = ['a']\n",
    };
    const { after } = await planOn(tree, { 'insecure-registries': exactly('b') }, options);
    expect(textIn(after, '/etc/containers/registries.conf')).toBe(
      "[registries.insecure]\nregistries = ['b']\n",
    );
    expect(textIn(after, '/etc/sysconfig/docker')).toBe('OPTIONS=\n');
  });
});

describe('a CA for a registry', () => {
  const wish = registries({ 'h.example:8443': { ca: pem('ca') } });

  it('needs nothing but a file in its directory', async () => {
    const { plan, files } = await planOn(ce, wish, engine('28.5.2', 'containerd'));
    expect(files.map((file) => file.path)).toEqual(['/etc/docker/certs.d/h.example:8443/ca.crt']);
    expect(plan.action).toBe('none');
  });

  it('is named in hosts.toml where the containerd store reads one', async () => {
    const path = '/etc/docker/certs.d/h.example:8443/hosts.toml';
    const tree = { ...ce, [path]: 'server = "https://h.example:8443"\n' };
    const { after } = await planOn(tree, wish, engine('28.5.2', 'containerd'));
    expect(textIn(after, path)).toBe('server = "https://h.example:8443"\nca = "ca.crt"\n');
    const classic = await planOn(tree, wish, engine('28.5.2'));
    expect(textIn(classic.after, path)).toBe(tree[path]);
  });

  it('is taken out of hosts.toml again before the file goes', async () => {
    const path = '/etc/docker/certs.d/h.example:8443/hosts.toml';
    const first = await planOn({ ...ce, [path]: '# x\n' }, wish, engine('28.5.2', 'containerd'));
    const gone = registries({ 'h.example:8443': { ca: null } });
    const { files } = await planOn(first.after, gone, engine('28.5.2', 'containerd'));
    expect(files.map((file) => file.path)).toEqual([
      path,
      '/etc/docker/certs.d/h.example:8443/ca.crt',
    ]);
  });
});

describe('mirrors of Docker Hub on the containerd store', () => {
  const options = engine('28.5.2', 'containerd');
  const hub = '/etc/docker/certs.d/docker.io/hosts.toml';

  it('need no hosts.toml when nothing about them is special', async () => {
    const { files } = await planOn(ce, mirrors('https://m'), options);
    expect(files.map((file) => file.path)).toEqual([daemonJson]);
  });

  it('get one when one of them has a CA of its own already', async () => {
    const tree = { ...ce, '/etc/docker/certs.d/m/ca.crt': pem('m') };
    const { after } = await planOn(tree, mirrors('https://m', 'https://n'), options);
    expect(textIn(after, hub)).toContain(
      '[host."https://m"]\ncapabilities = ["pull", "resolve"]\nca = "/etc/docker/certs.d/m/ca.crt"',
    );
    expect(textIn(after, hub)).toContain('[host."https://n"]');
  });

  it('limit an insecure mirror to itself, and say what it would have done', async () => {
    const desired: DesiredState = {
      ...mirrors('https://10.1.2.3:5000'),
      'insecure-registries': exactly('10.0.0.0/8'),
    };
    const { plan, after } = await planOn(ce, desired, options);
    expect(textIn(after, hub)).toContain(
      '[host."https://10.1.2.3:5000"]\ncapabilities = ["pull", "resolve"]\nskip_verify = true\n',
    );
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('Docker Hub as well');
    const verified: DesiredState = { 'insecure-registries': null };
    const next = await planOn(after, verified, options);
    expect(textIn(next.after, hub)).not.toContain('skip_verify');
  });

  it.each(['http://127.0.0.1:5000', 'http://localhost:5000'])(
    'stand apart from Docker Hub when one is on this host (%s), which counts as insecure',
    async (mirror) => {
      const { after } = await planOn(ce, mirrors(mirror), options);
      expect(textIn(after, hub)).toContain(
        `[host."${mirror}"]\ncapabilities = ["pull", "resolve"]\n`,
      );
      const parsed = parseReference('hello');
      if ('problem' in parsed) throw new Error(parsed.problem.en);
      const route = routeFor(parsed.reference, viewOf(await hostOf(after, options), 'files'));
      expect(route.endpoints.map(({ url, trust }) => [url, trust.verify])).toEqual([
        [mirror, false],
        ['https://registry-1.docker.io', true],
      ]);
    },
  );

  it('warn of a network that Docker Hub itself may be in', async () => {
    const { plan } = await planOn(ce, { 'insecure-registries': exactly('0.0.0.0/0') }, options);
    expect(plan.warnings.map((warning) => warning.en).join()).toContain('0.0.0.0/0');
  });

  it('follow a list an administrator keeps in hosts.toml', async () => {
    const tree = {
      ...ce,
      [hub]: '[host."https://old"]\n',
      [daemonJson]: '{"registry-mirrors":["https://old"]}',
    };
    const { after } = await planOn(tree, mirrors('https://new'), options);
    expect(textIn(after, hub)).toBe('[host."https://new"]\ncapabilities = ["pull", "resolve"]\n');
  });

  it('go from both places together', async () => {
    const first = await planOn(
      ce,
      { ...mirrors('https://m'), ...registries({ m: { ca: pem('m') } }) },
      options,
    );
    const { after } = await planOn(first.after, { 'registry-mirrors': null }, options);
    expect(textIn(after, hub)).toBeUndefined();
    expect(textIn(after, daemonJson)).toBe('{}\n');
  });

  it('are none of hosts.toml before 28.0, where certs.d of the mirror is read', async () => {
    const desired = { ...mirrors('https://m'), ...registries({ m: { ca: pem('m') } }) };
    const { files } = await planOn(ce, desired, engine('27.5.1', 'containerd'));
    expect(files.map((file) => file.path)).toEqual(['/etc/docker/certs.d/m/ca.crt', daemonJson]);
  });
});

describe('mirrors of another registry', () => {
  it('stand in its hosts.toml on the containerd store', async () => {
    const wish = registries({ 'ghcr.io': { mirrors: exactly('https://m') } });
    const { plan, after } = await planOn(ce, wish, engine('28.5.2', 'containerd'));
    expect(textIn(after, '/etc/docker/certs.d/ghcr.io/hosts.toml')).toContain(
      'server = "https://ghcr.io"',
    );
    expect(plan.action).toBe('none');
  });
});
