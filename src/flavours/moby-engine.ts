import type { Flavour } from './contract.ts';
import { isSystemUnit, readsEnvironmentFile, systemdLayout } from './layouts.ts';

/**
 * Fedora's moby-engine: `/etc/sysconfig/docker` with OPTIONS, whose default line already holds
 * `--selinux-enabled --log-driver=journald --live-restore …`; those keys in daemon.json conflict.
 */
export const mobyEngine: Flavour = {
  id: 'moby-engine',
  title: { en: 'moby-engine (Fedora)', 'zh-CN': 'moby-engine（Fedora）' },
  cluePaths: [],
  recognise: (clues) => isSystemUnit(clues) && readsEnvironmentFile(clues, '/etc/sysconfig/docker'),
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};
