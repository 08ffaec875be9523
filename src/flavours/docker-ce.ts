import type { Flavour } from './contract.ts';
import { isSystemUnit, systemdLayout } from './layouts.ts';

/**
 * Docker's own packages, and every other unit that reads no environment file: all configuration
 * is daemon.json and drop-ins (moby contrib/init/systemd/docker.service). `/etc/default/docker`
 * may exist; this unit does not read it.
 */
export const dockerCe: Flavour = {
  id: 'docker-ce',
  title: { en: 'Docker Engine (docker-ce)', 'zh-CN': 'Docker Engine（docker-ce）' },
  cluePaths: [],
  recognise: (clues) => isSystemUnit(clues) && clues.unit?.environmentFiles.length === 0,
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};
