import type { Flavour } from './contract.ts';
import { isSystemUnit, readsEnvironmentFile, systemdLayout } from './layouts.ts';

/**
 * Debian's and Ubuntu's docker.io: the unit reads `/etc/default/docker` and appends `$DOCKER_OPTS`
 * (measured on 20.10.24, 26.1.5 and 28.5.2 as Debian packages them).
 */
export const dockerIo: Flavour = {
  id: 'docker.io',
  title: { en: 'docker.io (Debian, Ubuntu)', 'zh-CN': 'docker.io（Debian、Ubuntu）' },
  cluePaths: [],
  recognise: (clues) => isSystemUnit(clues) && readsEnvironmentFile(clues, '/etc/default/docker'),
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};
