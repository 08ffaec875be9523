import type { Flavour } from './contract.ts';
import { scriptLayout } from './layouts.ts';

const sourced = {
  '/etc/default/docker': ['DOCKER_OPTS'],
  '/etc/sysconfig/docker': ['OPTIONS', 'other_args'],
};

/**
 * An init script without systemd: Debian's reads `/etc/default/docker` (DOCKER_OPTS), Red Hat's
 * `/etc/sysconfig/docker` (moby contrib/init/sysvinit-debian, sysvinit-redhat).
 */
export const sysv: Flavour = {
  id: 'sysv',
  title: { en: 'Docker under a SysV init script', 'zh-CN': 'SysV 启动脚本下的 Docker' },
  cluePaths: ['/etc/init.d/docker', ...Object.keys(sourced)],
  recognise: (clues) => clues.unit === null && clues.exists('/etc/init.d/docker'),
  layout: (clues) => scriptLayout(clues, sourced),
  serviceManager: 'sysv',
  elsewhere: null,
};
