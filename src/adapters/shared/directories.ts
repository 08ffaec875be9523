import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmdirSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from './write-failure.ts';

/** Makes the names in a directory survive a power loss (`man 2 fsync`: a file's own does not). */
export function syncDirectory(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Creates one directory with exactly this mode, whatever the umask is, durably. */
export function makeDirectory(path: string, mode: number): void {
  mkdirSync(path, { mode });
  chmodSync(path, mode);
  syncDirectory(dirname(path));
}

/** Directories on the way to a file that do not exist, outermost first. */
export function missingAbove(real: string): string[] {
  const missing: string[] = [];
  for (let at = dirname(real); !existsSync(at); at = dirname(at)) missing.unshift(at);
  return missing;
}

/** Creates them all or none. */
export function makeDirectories(directories: readonly string[]): void {
  const made: string[] = [];
  try {
    for (const directory of directories) {
      makeDirectory(directory, 0o755);
      made.push(directory);
    }
  } catch (error) {
    removeEmptyDirectories(made);
    throw error;
  }
}

/** Makes a directory with this mode unless it is there, and whatever is missing above it. */
export function ensureDirectory(path: string, mode: number): void {
  makeDirectories(missingAbove(path));
  if (!existsSync(path)) makeDirectory(path, mode);
}

/** Removes what is still empty, innermost first; what is not empty, or gone, is left alone. */
export function removeEmptyDirectories(directories: readonly string[]): void {
  for (const directory of [...directories].reverse()) {
    // a read-only file system refuses to remove what is not even there
    if (!existsSync(directory)) continue;
    try {
      rmdirSync(directory);
    } catch (error) {
      if (!leftAlone.has(errnoOf(error))) throw error;
    }
  }
}

const leftAlone = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR']);
