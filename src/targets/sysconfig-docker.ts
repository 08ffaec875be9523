import { variableFileTarget } from './environment-files.ts';
import { hostShell } from './host-shell.ts';
import { stands } from './text.ts';
import { environmentFilesAmong, expandsVariable } from './unit-text.ts';
import { title } from './words.ts';

const path = '/etc/sysconfig/docker';

/** What those units read of it, storage and network apart. */
export const sysconfigFiles: readonly string[] = [
  ...[path, '/etc/sysconfig/docker-storage', '/etc/sysconfig/docker-network'],
];

/** Variables in which the fork's packages keep one kind of registry each. */
const forkVariables: { readonly [key: string]: string } = {
  'insecure-registries': 'INSECURE_REGISTRY',
  'add-registries': 'ADD_REGISTRY',
  'block-registries': 'BLOCK_REGISTRY',
};

/**
 * `/etc/sysconfig/docker`, as the units of Fedora, Amazon Linux and RHEL/CentOS 7 read it. On the
 * last it is also sourced by the docker command, so it holds shell lines that systemd skips.
 */
export const sysconfigDocker = variableFileTarget({
  id: 'sysconfig-docker',
  title: title.sysconfig,
  reader: (facts) => (facts.unit ? 'systemd' : hostShell(facts, 'bash')),
  files: (facts) =>
    facts.flavour === 'sysv' && stands(facts, path)
      ? [path]
      : environmentFilesAmong(facts, sysconfigFiles),
  known: [path],
  variableFor: (key, facts) => {
    const variable = forkVariables[key];
    if (variable && expandsVariable(facts, variable)) return variable;
    return facts.flavour === 'sysv' ? 'other_args' : 'OPTIONS';
  },
  flagVariables: ['OPTIONS', 'other_args', ...Object.values(forkVariables)],
});
