import type { Flavour } from './contract.ts';
import { scriptLayout } from './layouts.ts';

/** Alpine and Gentoo: `/etc/conf.d/docker` is sourced by the init script (moby contrib/init/openrc). */
export const openrc: Flavour = {
  id: 'openrc',
  title: { en: 'Docker under OpenRC', 'zh-CN': 'OpenRC 下的 Docker' },
  cluePaths: ['/etc/init.d/docker', '/etc/conf.d/docker', '/sbin/openrc-run'],
  recognise: (clues) =>
    clues.unit === null &&
    ((clues.text('/etc/init.d/docker')?.startsWith('#!/sbin/openrc-run') ?? false) ||
      (clues.exists('/etc/conf.d/docker') && clues.exists('/sbin/openrc-run'))),
  layout: (clues) => scriptLayout(clues, { '/etc/conf.d/docker': ['DOCKER_OPTS'] }),
  serviceManager: 'openrc',
  elsewhere: null,
};
