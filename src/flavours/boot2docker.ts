import type { Flavour } from './contract.ts';
import { scriptLayout } from './layouts.ts';

/** The boot2docker image: everything it keeps is in its profile (boot2docker files/init.d/docker). */
export const boot2docker: Flavour = {
  id: 'boot2docker',
  title: { en: 'boot2docker', 'zh-CN': 'boot2docker' },
  cluePaths: ['/var/lib/boot2docker', '/var/lib/boot2docker/profile', '/etc/boot2docker'],
  recognise: (clues) =>
    clues.unit === null &&
    (clues.exists('/var/lib/boot2docker') || clues.exists('/etc/boot2docker')),
  layout: (clues) => scriptLayout(clues, { '/var/lib/boot2docker/profile': ['EXTRA_ARGS'] }),
  serviceManager: 'sysv',
  elsewhere: null,
};
