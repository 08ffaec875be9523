import type { LabHost } from './host.ts';

/** Lab hosts as Ansible reaches them: through their namespaces, with the tests' own connection. */
export function labInventory(hosts: readonly LabHost[], more: object = {}): unknown {
  const entries = hosts.map((host) => {
    const [, args] = host.command([]);
    return [host.name, { ansible_nsenter_pid: args[args.indexOf('-t') + 1] }];
  });
  const vars = {
    ansible_connection: 'nsenter',
    ansible_python_interpreter: '/usr/bin/python3',
    ...more,
  };
  return { all: { hosts: Object.fromEntries(entries), vars } };
}
