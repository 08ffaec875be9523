import { Failure } from '../../domain/failure.ts';
import { said } from './words.ts';

/** The errno of a system call's error; empty for anything else. */
export function errnoOf(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code ?? '';
}

/**
 * What a refused system call on a file means to a person, as one sentence.
 *
 * @param path on the host, as the user knows it
 * @param error of the system call; a Failure, or anything without an errno, comes back as it is
 */
export function writeFailure(path: string, error: unknown): unknown {
  const code = errnoOf(error);
  if (error instanceof Failure || code === '') return error;
  if (refusals.has(code) && process.geteuid?.() !== 0)
    return new Failure('needsRoot', said.needsRoot(path), { cause: error });
  const words = byErrno.get(code);
  return new Failure('cannotWrite', words ? words(path) : said.writeFailed(path, code), {
    cause: error,
  });
}

const refusals = new Set(['EACCES', 'EPERM']);

/** `man 2 rename`, `man 2 open`: what each errno means for the file that was to be replaced. */
const byErrno = new Map([
  ['ENOSPC', said.noSpace],
  ['EDQUOT', said.noSpace],
  ['EROFS', said.readOnly],
  // root is only refused by the immutable and append-only flags, or by a security module
  ['EPERM', said.immutable],
  ['EACCES', said.denied],
  ['ENOENT', said.vanished],
  ['ENOTDIR', said.vanished],
  ['EBUSY', said.mountPoint],
  ['ELOOP', said.linkLoop],
]);
