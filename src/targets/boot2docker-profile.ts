import { variableFileTarget } from './environment-files.ts';
import { title } from './words.ts';

const path = '/var/lib/boot2docker/profile';

/** boot2docker's profile, the one file that survives its reboots (boot2docker files/init.d/docker). */
export const boot2dockerProfile = variableFileTarget({
  id: 'boot2docker-profile',
  title: title.boot2docker,
  reader: () => 'shell',
  files: (facts) => (facts.flavour === 'boot2docker' ? [path] : []),
  known: [path],
  variableFor: () => 'EXTRA_ARGS',
  flagVariables: ['EXTRA_ARGS'],
});
