import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { FileSnapshot, FileState } from '../../domain/facts.ts';
import { type Look, resolveInRoot } from '../shared/resolve-in-root.ts';
import { errnoOf } from '../shared/write-failure.ts';

/** Far above any configuration file or CA bundle, far below what hurts. */
const maxBytes = 16 * 1024 * 1024;

/**
 * What stands at a path below a root. Synchronous on purpose: dozens of tiny local reads stand
 * between a start and a plan, and the thread pool's round trips cost more than the reads.
 */
export function readSnapshot(root: string, path: string, look: Look): FileSnapshot {
  return { path, ...(root === '/' ? readDirect(path, look) : readBelow(root, path, look)) };
}

type Read = Omit<FileSnapshot, 'path'>;

/** On the live host the kernel walks the path itself; only a final link needs our walk. */
function readDirect(path: string, look: Look): Read {
  try {
    return { ...readDated(path), realPath: null };
  } catch (error) {
    return errnoOf(error) === 'ELOOP' ? readBelow('/', path, look) : unreadable(error);
  }
}

function readBelow(root: string, path: string, look: Look): Read {
  try {
    const { real, host, isLink, isAbsent } = resolveInRoot(root, path, look);
    if (isAbsent) return { state: { kind: 'absent' }, realPath: isLink ? host : null };
    return { ...readDated(real), realPath: isLink ? host : null };
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Read {
  const code = errnoOf(error);
  if (code === '') throw error;
  return { state: { kind: 'unreadable', code }, realPath: null };
}

/**
 * @param real its last part is not followed when it is a symbolic link
 * @throws an errno error; EISDIR for a directory, ENOTREG for another thing that is no regular
 * file, EFBIG for what is far too big
 */
export function readState(real: string): FileState {
  return readDated(real).state;
}

/** The same, when its content last changed, and whether it has other names. */
function readDated(real: string): Pick<FileSnapshot, 'modifiedAt' | 'names'> & {
  readonly state: FileState;
} {
  // Most paths that are asked for are absent, and an exception for each costs more than the rest.
  if (!lstatSync(real, { throwIfNoEntry: false })) return { state: { kind: 'absent' } };
  let fd: number;
  try {
    // O_NONBLOCK: opening a FIFO must not wait for its writer
    fd = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (absent.has(errnoOf(error))) return { state: { kind: 'absent' } };
    // what open says of a socket
    if (errnoOf(error) === 'ENXIO') throw refuse(real, 'ENOTREG');
    throw error;
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw refuse(real, stat.isDirectory() ? 'EISDIR' : 'ENOTREG');
    const bytes = readAll(fd, stat.size);
    const { uid, gid, mtimeMs } = stat;
    return {
      state: { kind: 'file', bytes, mode: stat.mode & 0o7777, uid, gid },
      modifiedAt: mtimeMs,
      ...(stat.nlink > 1 ? { names: stat.nlink } : {}),
    };
  } finally {
    closeSync(fd);
  }
}

const absent = new Set(['ENOENT', 'ENOTDIR']);

/** Reads to the end: files in /proc and /sys say size 0 and have content all the same. */
function readAll(fd: number, expected: number): Uint8Array {
  let buffer = new Uint8Array(Math.min(expected, maxBytes) + 512);
  let length = 0;
  for (;;) {
    const read = readSync(fd, buffer, length, buffer.length - length, null);
    if (read === 0) return buffer.slice(0, length);
    length += read;
    if (length > maxBytes) throw refuse('', 'EFBIG');
    if (length === buffer.length) {
      const wider = new Uint8Array(buffer.length * 2);
      wider.set(buffer);
      buffer = wider;
    }
  }
}

function refuse(path: string, code: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}
