/** The hosts that bench/fleet.ts plays on: trees, or the lab's running hosts. */
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { python } from '../test/ansible/ansible.ts';
import { layTree } from '../test/ansible/tree.ts';
import { labInventory } from '../test/lab/ansible-inventory.ts';
import { startLab } from '../test/lab/lab.ts';

/** Each host has a variable `tree`: the folder it is, empty for a host that is running. */
export interface Fleet extends AsyncDisposable {
  readonly size: number;
  readonly inventory: unknown;
  /** where dockcfg is on these hosts; null for where it was built */
  readonly executable: string | null;
}

export async function trees(folder: string, size: number): Promise<Fleet> {
  const home = await mkdtemp(join(folder, 'trees-'));
  const paths = Array.from({ length: size }, (_, index) => join(home, `host-${index}`));
  const [first = ''] = paths;
  await mkdir(first);
  await layTree(first);
  for (const path of paths.slice(1)) await cp(first, path, { recursive: true });
  const hosts = Object.fromEntries(paths.map((tree, index) => [`host-${index}`, { tree }]));
  const vars = { ansible_connection: 'local', ansible_python_interpreter: python };
  return {
    size,
    inventory: { all: { hosts, vars } },
    executable: null,
    // The folder goes with everything else in it.
    [Symbol.asyncDispose]: async () => {},
  };
}

export async function labHosts(executable: string): Promise<Fleet> {
  const lab = await startLab({ hosts: ['bookworm', 'trixie', 'forky'] });
  const target = '/usr/local/bin/dockcfg';
  const hosts = [...lab.hosts.values()];
  for (const host of hosts) {
    const bring = ['sh', '-c', 'cat >"$0" && chmod 755 "$0"', target];
    await execa(...host.command(bring), { input: createReadStream(executable) });
  }
  return {
    size: hosts.length,
    inventory: labInventory(hosts, { tree: '' }),
    executable: target,
    [Symbol.asyncDispose]: () => lab.stop(),
  };
}
