import { variableFileTarget } from './environment-files.ts';
import { hostShell } from './host-shell.ts';
import { environmentFilesAmong } from './unit-text.ts';
import { title } from './words.ts';

const path = '/etc/default/docker';

/**
 * `/etc/default/docker`: Debian's docker.io unit reads it, and so does the SysV script that
 * docker-ce ships; docker-ce's own unit does not.
 */
export const defaultDocker = variableFileTarget({
  id: 'default-docker',
  title: title.defaultDocker,
  reader: (facts) => (facts.unit ? 'systemd' : hostShell(facts, 'shell')),
  files: (facts) =>
    facts.serviceManager === 'sysv' && facts.flavour === 'sysv'
      ? [path]
      : environmentFilesAmong(facts, [path]),
  known: [path],
  variableFor: () => 'DOCKER_OPTS',
  flagVariables: ['DOCKER_OPTS'],
});
