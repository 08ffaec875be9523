import type { FileSnapshot, FileState } from '../domain/facts.ts';

/** Reading the host's files. Paths are on the host; the adapter puts `--root` in front. */
export interface ReadFiles {
  /** What stands at a path; absence and unreadability are answers, not errors. */
  snapshot(path: string): Promise<FileSnapshot>;
  /** Names in a directory, sorted; empty when it is missing or unreadable. */
  list(directory: string): Promise<readonly string[]>;
}

/** Changing them. */
export interface WriteFiles extends ReadFiles {
  /**
   * Makes a path be `after`, atomically and durably (temporary file, fsync, rename, fsync of the
   * directory), keeping xattrs and labels, creating missing parent directories (0755).
   * @param expected what the caller believes stands there; anything else is refused
   * @returns the directories it had to create, outermost first
   * @throws Failure cannotWrite | needsRoot | tryAgain, with nothing changed
   */
  replace(path: string, after: FileState, expected: FileState): Promise<readonly string[]>;
  /** Removes directories that are still empty, innermost first; others are left. */
  removeEmpty(directories: readonly string[]): Promise<void>;
  /** Directories that `replace` would have to create for a path, outermost first. */
  missingDirectories(path: string): Promise<readonly string[]>;
  /**
   * Removes what `replace` keeps beside a path for the time of a transaction: the old file under
   * another name (so that putting it back needs no space on a full disk), and the temporary file
   * of a run that died.
   */
  sweep(path: string): Promise<void>;
}
