import type { Flavour } from './contract.ts';
import { isSystemUnit, readsEnvironmentFile, systemdLayout } from './layouts.ts';

/**
 * Amazon Linux: `/etc/sysconfig/docker` like Fedora, beside `/run/docker/runtimes.env`, which a
 * script writes at each start and which must not be edited.
 */
export const amazon: Flavour = {
  id: 'amazon',
  title: { en: 'docker (Amazon Linux)', 'zh-CN': 'docker（Amazon Linux）' },
  cluePaths: [],
  recognise: (clues) =>
    isSystemUnit(clues) && readsEnvironmentFile(clues, '/run/docker/runtimes.env'),
  layout: systemdLayout,
  serviceManager: 'systemd',
  elsewhere: null,
};
