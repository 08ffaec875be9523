import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileState } from '../domain/facts.ts';
import { Failure } from '../domain/failure.ts';
import type { Commands } from '../ports/commands.ts';
import type { WriteFiles } from '../ports/files.ts';
import { refuseGrowOnly } from './files/attributes.ts';
import { besideName, replaceFile, sweepBeside } from './files/replace.ts';
import { readSnapshot, readState } from './files/snapshot.ts';
import { makeDirectories, missingAbove, removeEmptyDirectories } from './shared/directories.ts';
import {
  type Look,
  lookOnceATurn,
  type Resolved,
  resolveInRoot,
} from './shared/resolve-in-root.ts';
import { said } from './shared/words.ts';
import { writeFailure } from './shared/write-failure.ts';

/**
 * The host's files on this machine.
 *
 * @param root `/`, or the tree that stands for the host; absolute, no trailing slash
 * @param commands runs the tools that keep what Node cannot (attributes, labels)
 */
export function createNodeFiles(root: string, commands: Commands): WriteFiles {
  const look = lookOnceATurn();
  const hostPath = (real: string) => (root === '/' ? real : real.slice(root.length) || '/');
  return {
    snapshot: async (path) => readSnapshot(root, path, look),
    list: async (directory) => listNames(root, directory, look),
    replace: (path, after, expected) =>
      naming(path, async () => {
        const { real } = writable(root, path, after);
        const missing = after.kind === 'file' ? missingAbove(real) : [];
        const first = missing[0] ?? join(dirname(real), besideName);
        if (!existsSync(first)) await refuseGrowOnly(commands, { directory: dirname(first), path });
        makeDirectories(missing);
        try {
          await replaceFile(commands, { real, path, after, expected });
        } catch (error) {
          sweepUnchanged(real, missing);
          throw error;
        }
        return missing.map(hostPath);
      }),
    removeEmpty: async (directories) =>
      naming(directories[0] ?? '/', () =>
        removeEmptyDirectories(directories.map((path) => resolveInRoot(root, path).real)),
      ),
    missingDirectories: (path) =>
      naming(path, () => missingAbove(resolveInRoot(root, path).real).map(hostPath)),
    sweep: (path) => naming(path, () => sweepBeside(resolveInRoot(root, path).real)),
  };
}

/** The file behind a path. A link is followed to its target, which is what gets replaced. */
function writable(root: string, path: string, after: FileState): Resolved {
  const resolved = resolveInRoot(root, path);
  if (after.kind === 'file') refuseDangling(root, path);
  if (!resolved.isLink) return resolved;
  if (after.kind === 'absent')
    throw new Failure('cannotWrite', said.linkToRemove(path, resolved.host));
  if (readState(resolved.real).kind === 'absent')
    throw new Failure('cannotWrite', said.dangling(path, resolved.host));
  return resolved;
}

/**
 * A folder that is a link to nothing may be one on a file system that is not mounted: what is made
 * there instead is hidden by the next mount.
 */
function refuseDangling(root: string, path: string): void {
  for (let at = dirname(path); at !== '/'; at = dirname(at)) {
    const { isLink, isAbsent, host } = resolveInRoot(root, at);
    if (isLink && isAbsent) throw new Failure('cannotWrite', said.dangling(at, host));
  }
}

/** A refused replacement leaves no directory behind; a file kept by an earlier one stays. */
function sweepUnchanged(real: string, missing: readonly string[]): void {
  removeEmptyDirectories([...missing, join(real, '..', besideName)]);
}

function listNames(root: string, directory: string, look: Look): readonly string[] {
  try {
    const { real, isAbsent } = resolveInRoot(root, directory, look);
    if (isAbsent) return [];
    const names = readdirSync(real);
    return names.filter((name) => name !== besideName).sort();
  } catch {
    return [];
  }
}

/** Turns the errno of a system call into the sentence for it. */
async function naming<T>(path: string, deed: () => T | Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    throw writeFailure(path, error);
  }
}
