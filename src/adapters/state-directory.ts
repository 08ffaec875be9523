import { homedir } from 'node:os';
import { join } from 'node:path';
import { resolveInRoot } from './shared/resolve-in-root.ts';
import { writeFailure } from './shared/write-failure.ts';

/** Where dockcfg keeps its own files on a host (`man 7 file-hierarchy`). */
const stateDirectory = '/var/lib/dockcfg';

/**
 * The state directory on this machine: root's, a tree's, or the one of a user whose engine runs
 * without root and who cannot write to the others.
 * @throws Failure cannotWrite where the way there is a file, or links that go round in a circle
 */
export function stateDirectoryOf(root: string): string {
  if (root !== '/' || process.geteuid?.() === 0) return placeIn(root);
  const stateHome = process.env.XDG_STATE_HOME || join(homedir(), '.local/state');
  return join(stateHome, 'dockcfg');
}

function placeIn(root: string): string {
  try {
    return resolveInRoot(root, stateDirectory).real;
  } catch (error) {
    throw writeFailure(stateDirectory, error);
  }
}
