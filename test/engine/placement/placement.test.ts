import { describe, expect, it } from 'vitest';
import type { DesiredState } from '../../../src/domain/desired.ts';
import { engine, type Tree, textIn } from '../host.ts';
import { ce, daemonJson, exactly, merge, mirrors, planOn, proxy, vendor } from '../plan/host.ts';
import { dockerCeUnit, dockerIoUnit, mobyEngineUnit, rhel113Unit } from '../units.ts';

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
