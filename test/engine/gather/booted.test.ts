import { describe, expect, it } from 'vitest';
import { hostOf, systemdRuns, type Tree } from '../host.ts';
import { dockerIoUnit } from '../units.ts';

/** Debian's docker.io brings a unit and an init script along, whichever of them is used. */
const dockerIo: Tree = {
  '/lib/systemd/system/docker.service': dockerIoUnit,
  '/etc/default/docker': 'DOCKER_OPTS="--registry-mirror=https://m.example"\n',
  '/etc/init.d/docker': '#!/bin/sh\n',
};
const managerOf = async (...host: Parameters<typeof hostOf>) => {
  const { serviceManager, flavour, unit } = await hostOf(...host);
  return { serviceManager, flavour, unit: unit?.name ?? null };
};
const bySystemd = { serviceManager: 'systemd', flavour: 'docker.io', unit: 'docker.service' };
const byScript = { serviceManager: 'sysv', flavour: 'sysv', unit: null };

describe('who starts the engine', () => {
  it('is systemd on a host that has booted with it', async () => {
    expect(await managerOf(dockerIo, { running: {} })).toEqual(bySystemd);
  });

  it('is the init script on a host that has booted without, whatever units lie about', async () => {
    const tree = { ...dockerIo, [systemdRuns]: { text: '', missing: true } };
    expect(await managerOf(tree, { running: {} })).toEqual(byScript);
  });

  it('is what the init of a tree is a link to', async () => {
    const systemd = { '/sbin/init': { text: '', link: '/usr/lib/systemd/systemd' } };
    expect(await managerOf({ ...dockerIo, ...systemd })).toEqual(bySystemd);
    const busybox = { '/sbin/init': { text: '', link: '/bin/busybox' } };
    expect(await managerOf({ ...dockerIo, ...busybox })).toEqual(byScript);
    expect(await managerOf({ ...dockerIo, '/sbin/init': 'ELF' })).toEqual(byScript);
  });

  it('is systemd in a tree that is not finished', async () => {
    expect(await managerOf(dockerIo)).toEqual(bySystemd);
  });
});
