/** The machine's processes, as the lab finds its own among them: by name, never by a pid file. */
import { readdir, readFile } from 'node:fs/promises';

export type Process = { readonly pid: number; readonly parent: number; readonly argv: string[] };

/** Every process with a command line (kernel threads and zombies have none). */
export async function processes(): Promise<Process[]> {
  const names = await readdir('/proc');
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  return all.filter((one) => one !== null);
}

async function readProcess(pid: string): Promise<Process | null> {
  try {
    const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
    if (argv.length === 0) return null;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows the last one is: state, parent, …
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    return { pid: Number(pid), parent: Number(parent), argv };
  } catch {
    return null; // It ended while we looked.
  }
}
