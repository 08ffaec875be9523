import type { Flavour } from './contract.ts';
import { withoutUnit } from './layouts.ts';

/**
 * An init script without systemd: Debian's reads `/etc/default/docker` (DOCKER_OPTS), Red Hat's
 * `/etc/sysconfig/docker` (moby contrib/init/sysvinit-debian, sysvinit-redhat).
 */
export const sysv: Flavour = {
  id: 'sysv',
  title: { en: 'Docker under a SysV init script', 'zh-CN': 'SysV 启动脚本下的 Docker' },
  cluePaths: ['/etc/init.d/docker'],
  recognise: (clues) => clues.unit === null && clues.exists('/etc/init.d/docker'),
  layout: () => withoutUnit('docker'),
  serviceManager: 'sysv',
  elsewhere: null,
};
