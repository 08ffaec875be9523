import type { Clues, Flavour } from './contract.ts';
import { isSystemUnit, systemdLayout } from './layouts.ts';

/**
 * The docker 1.13 of CentOS and RHEL 7 (projectatomic's fork): `dockerd-current`, flags in
 * `/etc/sysconfig/docker`, registries from `/etc/containers/registries.conf` arriving as flags.
 */
export const rhel113: Flavour = {
  id: 'rhel-1.13',
  title: { en: 'docker 1.13 (CentOS 7, RHEL 7)', 'zh-CN': 'docker 1.13（CentOS 7、RHEL 7）' },
  cluePaths: [],
  recognise: (clues) => isSystemUnit(clues) && startsTheFork(clues),
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};

/** The binary's name, or a flag that only the fork knows (pa registry/config.go). */
function startsTheFork(clues: Clues): boolean {
  const program = clues.unit?.argv[0] ?? '';
  const forkFlags = ['add-registry', 'block-registry', 'signature-verification'];
  return (
    program.endsWith('/dockerd-current') ||
    (clues.unit?.flags.some((flag) => forkFlags.includes(flag.name)) ?? false)
  );
}
