import { readlink } from 'node:fs/promises';
import type { Processes } from '../ports/processes.ts';

/**
 * The processes of this machine: `man 7 namespaces`, the links in /proc/PID/ns and /proc/PID/root.
 * @param filesBelow the files of a tree, in which links stay inside it
 */
export function createNodeProcesses(
  filesBelow: (root: string) => ReturnType<Processes['filesOf']>,
): Processes {
  return {
    async sharedWith(pid) {
      try {
        const [network, mounts] = await Promise.all([same(pid, 'net'), same(pid, 'mnt')]);
        return { network, mounts };
      } catch {
        return null;
      }
    },
    filesOf: (pid) => filesBelow(`/proc/${pid}/root`),
  };
}

async function same(pid: number, kind: 'net' | 'mnt'): Promise<boolean> {
  const [own, other] = await Promise.all([
    readlink(`/proc/self/ns/${kind}`),
    readlink(`/proc/${pid}/ns/${kind}`),
  ]);
  return own === other;
}
