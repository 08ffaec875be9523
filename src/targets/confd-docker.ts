import { variableFileTarget } from './environment-files.ts';
import { hostShell } from './host-shell.ts';
import { title } from './words.ts';

const path = '/etc/conf.d/docker';

/** `/etc/conf.d/docker`, sourced by OpenRC's script (moby contrib/init/openrc/docker.confd). */
export const confdDocker = variableFileTarget({
  id: 'confd-docker',
  title: title.confd,
  reader: (facts) => hostShell(facts, 'shell'),
  files: (facts) => (facts.serviceManager === 'openrc' ? [path] : []),
  known: [path],
  variableFor: () => 'DOCKER_OPTS',
  flagVariables: ['DOCKER_OPTS'],
});
