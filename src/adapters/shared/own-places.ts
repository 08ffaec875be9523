import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { ensureDirectory } from './directories.ts';
import { errnoOf } from './write-failure.ts';

/**
 * Whether a place of dockcfg's own is a directory itself. In a tree that somebody else has made it
 * can be a link, and an absolute one would lead out of the tree.
 * @throws an errno error where it cannot be looked at
 */
export function isOwnDirectory(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/**
 * The state directory, made unless it is there; a user's own may be a link. @throws an errno error
 */
export function ensureStateDirectory(path: string): void {
  ensureDirectory(path, 0o700);
  closeToOthers(path);
}

/** Makes it unless it is there. @throws an errno error; ENOTDIR for anything else that is there */
export function ensureOwnDirectory(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) ensureDirectory(path, 0o700);
  else if (!isOwnDirectory(path))
    throw Object.assign(new Error(`ENOTDIR: ${path}`), { code: 'ENOTDIR' });
  closeToOthers(path);
}

/** What lies there is what root puts back, also at boot, and it holds passwords. */
function closeToOthers(path: string): void {
  const stat = statSync(path);
  const isOurs = stat.isDirectory() && stat.uid === process.geteuid?.();
  if (isOurs && (stat.mode & 0o077) !== 0) chmodSync(path, 0o700);
}

/** Reads a file of dockcfg's own. @throws an errno error; ELOOP for a link */
export function readOwnFile(path: string): Buffer {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}
