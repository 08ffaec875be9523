import { variableFileTarget } from './environment-files.ts';
import { isPackaged } from './packaged.ts';
import { secretsFile } from './secrets-file.ts';
import { sysconfigFiles } from './sysconfig-docker.ts';
import { expandsVariable } from './unit-text.ts';
import { title } from './words.ts';

/** Files that have a target of their own. */
const ownTargets = ['/etc/default/docker', ...sysconfigFiles];
const usualVariables = ['DOCKER_OPTS', 'OPTIONS', 'DOCKER_EXTRA_ARGS'];

/** Any other environment file that the unit reads: configuration management likes to add one. */
export const environmentFile = variableFileTarget({
  id: 'environment-file',
  title: title.environmentFile,
  reader: () => 'systemd',
  files: (facts) =>
    (facts.unit?.environmentFiles ?? [])
      .map((file) => file.path)
      .filter((path) => !ownTargets.includes(path))
      .filter((path) => path !== secretsFile(facts) && !isPackaged(path)),
  known: [],
  variableFor: (_key, facts) =>
    usualVariables.find((variable) => expandsVariable(facts, variable)) ?? 'DOCKER_OPTS',
  flagVariables: usualVariables,
});
