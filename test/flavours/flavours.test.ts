import { describe, expect, it } from 'vitest';
import { flavours } from '../../src/flavours/index.ts';
import { type HostOptions, hostOf, type Tree } from '../engine/host.ts';
import {
  amazonUnit,
  dockerCeUnit,
  dockerIoUnit,
  mobyEngineUnit,
  rhel113Unit,
  rootlessUnit,
  snapUnit,
} from '../engine/units.ts';

const unit = '/usr/lib/systemd/system/docker.service';
const someone = { uid: 1000, home: '/home/ann', sudoUser: null };

interface Case {
  readonly flavour: string;
  readonly tree: Tree;
  readonly options?: HostOptions;
  readonly daemonJson?: string;
  readonly manager: string;
}

const cases: readonly Case[] = [
  { flavour: 'docker-ce', tree: { [unit]: dockerCeUnit }, manager: 'systemd' },
  { flavour: 'docker.io', tree: { [unit]: dockerIoUnit }, manager: 'systemd' },
  { flavour: 'moby-engine', tree: { [unit]: mobyEngineUnit }, manager: 'systemd' },
  { flavour: 'amazon', tree: { [unit]: amazonUnit }, manager: 'systemd' },
  { flavour: 'rhel-1.13', tree: { [unit]: rhel113Unit }, manager: 'systemd' },
  {
    flavour: 'systemd-custom',
    tree: { [unit]: dockerCeUnit.replace('[Service]', '[Service]\nEnvironmentFile=/opt/d.env') },
    manager: 'systemd',
  },
  {
    flavour: 'snap',
    tree: { '/etc/systemd/system/snap.docker.dockerd.service': snapUnit },
    daemonJson: '/var/snap/docker/current/config/daemon.json',
    manager: 'snap',
  },
  {
    flavour: 'rootless',
    tree: { '/home/ann/.config/systemd/user/docker.service': rootlessUnit },
    options: { user: someone },
    daemonJson: '/home/ann/.config/docker/daemon.json',
    manager: 'systemd-user',
  },
  {
    flavour: 'openrc',
    tree: { '/etc/init.d/docker': '#!/sbin/openrc-run\n', '/etc/conf.d/docker': '' },
    manager: 'openrc',
  },
  { flavour: 'boot2docker', tree: { '/var/lib/boot2docker/profile': '' }, manager: 'sysv' },
  { flavour: 'sysv', tree: { '/etc/init.d/docker': '#!/bin/sh\n' }, manager: 'sysv' },
  {
    flavour: 'podman-shim',
    tree: { '/usr/lib/tmpfiles.d/podman-docker.conf': '' },
    manager: 'none',
  },
  {
    flavour: 'wsl',
    tree: { '/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker': '' },
    manager: 'none',
  },
  {
    flavour: 'desktop',
    tree: {},
    options: { running: { info: { operatingSystem: 'Docker Desktop' } } },
    manager: 'none',
  },
  { flavour: 'none', tree: {}, manager: 'none' },
];

describe('flavours', () => {
  it.each(cases)(
    'knows $flavour by what it reads',
    async ({ flavour, tree, options, ...expected }) => {
      const facts = await hostOf(tree, options ?? {});
      expect(facts.flavour).toBe(flavour);
      expect(facts.serviceManager).toBe(expected.manager);
      expect(facts.layout.daemonJson).toBe(expected.daemonJson ?? '/etc/docker/daemon.json');
    },
  );

  it('has a case for every flavour', () => {
    expect(cases.map((each) => each.flavour).toSorted()).toEqual(
      flavours.map((each) => each.id).toSorted(),
    );
  });

  it('decides by the unit, not by the name of the distribution', async () => {
    const facts = await hostOf({ [unit]: dockerCeUnit, '/etc/os-release': 'ID=debian\n' });
    expect(facts.flavour).toBe('docker-ce');
  });

  it('takes a unit that a drop-in gave an environment file for what it then is', async () => {
    const facts = await hostOf({
      [unit]: dockerCeUnit,
      '/etc/systemd/system/docker.service.d/env.conf':
        '[Service]\nEnvironmentFile=-/etc/default/docker\n',
    });
    expect(facts.flavour).toBe('docker.io');
  });

  it('follows --config-file', async () => {
    const facts = await hostOf({
      [unit]: dockerCeUnit.replace('-H fd://', '-H fd:// --config-file /opt/docker.json'),
    });
    expect(facts.layout.daemonJson).toBe('/opt/docker.json');
  });

  it.each([
    ['openrc', '#!/sbin/openrc-run\n', '/etc/conf.d/docker', 'DOCKER_OPTS'],
    ['sysv', '#!/bin/sh\n', '/etc/default/docker', 'DOCKER_OPTS'],
    ['sysv', '#!/bin/sh\n', '/etc/sysconfig/docker', 'other_args'],
  ])('follows what the flags of a script name: %s', async (flavour, init, path, variable) => {
    const facts = await hostOf({
      '/etc/init.d/docker': init,
      [path]: `${variable}="--config-file=/opt/docker.json -H unix:///srv/d.sock"\n`,
    });
    expect(facts).toMatchObject({
      flavour,
      layout: { daemonJson: '/opt/docker.json', socket: '/srv/d.sock' },
    });
  });

  it('finds the engine of a user who runs one, and root the engine of the machine', async () => {
    const tree = {
      [unit]: dockerCeUnit,
      '/home/ann/.config/systemd/user/docker.service': rootlessUnit,
    };
    expect((await hostOf(tree, { user: someone })).layout).toEqual({
      daemonJson: '/home/ann/.config/docker/daemon.json',
      certsDir: '/home/ann/.config/docker/certs.d',
      serviceName: 'docker.service',
      dropInDir: '/home/ann/.config/systemd/user/docker.service.d',
      socket: '/run/user/1000/docker.sock',
    });
    expect((await hostOf(tree)).flavour).toBe('docker-ce');
  });

  it('knows a masked unit for what it is', async () => {
    const facts = await hostOf({ [unit]: dockerCeUnit, '/etc/systemd/system/docker.service': '' });
    expect(facts.unit?.masked).toBe(true);
    expect(facts.flavour).toBe('docker-ce');
  });

  it('gives each its own id, a title in both languages, and a way out where it cannot help', () => {
    expect(new Set(flavours.map((each) => each.id)).size).toBe(flavours.length);
    for (const { title, elsewhere, serviceManager } of flavours) {
      expect(title.en).not.toBe('');
      expect(title['zh-CN']).not.toBe('');
      if (elsewhere) expect(serviceManager).toBe('none');
    }
  });
});
