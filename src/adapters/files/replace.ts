import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileState } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import { sameState } from '../../domain/file-state.ts';
import type { Commands } from '../../ports/commands.ts';
import { makeDirectory, removeEmptyDirectories, syncDirectory } from '../shared/directories.ts';
import { isOwnDirectory } from '../shared/own-places.ts';
import { said } from '../shared/words.ts';
import { errnoOf } from '../shared/write-failure.ts';
import { copyAttributes, labelNewFile } from './attributes.ts';
import { readState } from './snapshot.ts';

type File = Extract<FileState, { kind: 'file' }>;

/**
 * Beside every file that is being replaced, a directory only its owner can enter: the new file is
 * written there (nobody sees a secret before its mode is right) and the old one is kept there. It
 * is a directory because p11-kit reads every file in its anchors directory, hidden or not, and
 * would go on trusting a certificate kept as a file; systemd and the engine ignore it as well.
 */
export const besideName = '.dockcfg';

export interface Replacement {
  /** free of symbolic links */
  readonly real: string;
  /** as the user knows it, for messages */
  readonly path: string;
  readonly after: FileState;
  readonly expected: FileState;
}

/** Atomically and durably makes a file be `after`. @throws errno errors and Failures */
export async function replaceFile(commands: Commands, replacement: Replacement): Promise<void> {
  const { real, path, after, expected } = replacement;
  if (!sameState(stateNow(real, path), expected))
    throw new Failure('tryAgain', said.changedMeanwhile(path));
  if (sameState(after, expected)) return;
  const places = makeBeside(real, path);
  if (keptIs(places.kept, after)) renameSync(places.kept, real);
  else if (after.kind === 'absent') removeFile(real, places.kept);
  else await writeFile(commands, { ...replacement, after }, places);
  syncDirectory(dirname(real));
}

function stateNow(real: string, path: string): FileState {
  try {
    return readState(real);
  } catch (error) {
    if (['EISDIR', 'ENOTREG'].includes(errnoOf(error)))
      throw new Failure('cannotWrite', said.notRegular(path));
    throw error;
  }
}

interface Places {
  readonly fresh: string;
  readonly kept: string;
}

function placesBeside(real: string): Places {
  const beside = join(dirname(real), besideName);
  return { fresh: join(beside, `${basename(real)}.new`), kept: join(beside, basename(real)) };
}

function makeBeside(real: string, path: string): Places {
  const places = placesBeside(real);
  const beside = dirname(places.kept);
  if (lstatSync(beside, { throwIfNoEntry: false }) === undefined) makeDirectory(beside, 0o700);
  else if (!isOwnDirectory(beside))
    throw new Failure('cannotWrite', said.placeTaken(join(dirname(path), besideName)));
  return places;
}

/**
 * Whether the wanted file is the kept one: then putting it back is a rename, which keeps its
 * attributes as they were and needs no space.
 */
function keptIs(kept: string, wanted: FileState): boolean {
  return wanted.kind === 'file' && sameState(readState(kept), wanted);
}

function removeFile(real: string, kept: string): void {
  if (existsSync(kept)) unlinkSync(real);
  else renameSync(real, kept);
}

async function writeFile(
  commands: Commands,
  { real, path, after, expected }: Replacement & { after: File },
  { fresh, kept }: Places,
): Promise<void> {
  const replaces = expected.kind === 'file';
  const before = replaces ? lstatSync(real) : null;
  try {
    // the lock is ours, so a file of this name is the remainder of a run that died
    rmSync(fresh, { force: true });
    writeNew(fresh, after.bytes);
    if (replaces) await copyAttributes(commands, { from: real, to: fresh, path });
    finish(fresh, after);
    const now = lstatSync(real, { throwIfNoEntry: false });
    if (now?.ino !== before?.ino || now?.mtimeMs !== before?.mtimeMs)
      throw new Failure('tryAgain', said.changedMeanwhile(path));
    if (replaces) keep(real, kept);
    renameSync(fresh, real);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  if (!replaces) await labelNewFile(commands, real);
}

function writeNew(path: string, bytes: Uint8Array): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  } finally {
    closeSync(fd);
  }
}

/**
 * Owner and mode, then the disk. Only what differs: chmod on a file with an ACL rewrites the ACL's
 * mask. The rename must not come before the bytes are safe, or a power loss leaves an empty file.
 */
function finish(path: string, wanted: File): void {
  const fd = openSync(path, 'r');
  try {
    const { uid, gid } = fstatSync(fd);
    if (uid !== wanted.uid || gid !== wanted.gid) fchownSync(fd, wanted.uid, wanted.gid);
    if ((fstatSync(fd).mode & 0o7777) !== wanted.mode) fchmodSync(fd, wanted.mode);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * The first file kept in a transaction is the one to go back to. Where a file system has no links,
 * the journal's copy of the bytes remains.
 */
function keep(real: string, kept: string): void {
  try {
    linkSync(real, kept);
  } catch (error) {
    if (!cannotLink.has(errnoOf(error))) throw error;
  }
}

// EPERM: vfat has no links; an immutable file says it too, and the rename that follows tells of it,
// as it does of a file that is a mount point (EXDEV)
const cannotLink = new Set([
  'EEXIST',
  'EPERM',
  'EXDEV',
  'EMLINK',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
]);

/** Removes what was kept beside a file. */
export function sweepBeside(real: string): void {
  const { fresh, kept } = placesBeside(real);
  const beside = dirname(kept);
  if (!isOwnDirectory(beside)) return;
  rmSync(fresh, { force: true });
  rmSync(kept, { force: true });
  removeEmptyDirectories([beside]);
}
