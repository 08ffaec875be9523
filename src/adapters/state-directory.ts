import { homedir } from 'node:os';
import { join } from 'node:path';
import { resolveInRoot } from './shared/resolve-in-root.ts';

/** Where dockcfg keeps its own files on a host (`man 7 file-hierarchy`). */
const stateDirectory = '/var/lib/dockcfg';

/**
 * The state directory on this machine: root's, a tree's, or the one of a user whose engine runs
 * without root and who cannot write to the others.
 */
export function stateDirectoryOf(root: string): string {
  if (root !== '/' || process.geteuid?.() === 0) return resolveInRoot(root, stateDirectory).real;
  const stateHome = process.env.XDG_STATE_HOME || join(homedir(), '.local/state');
  return join(stateHome, 'dockcfg');
}
