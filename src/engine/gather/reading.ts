import type { FileSnapshot } from '../../domain/facts.ts';
import type { ReadFiles } from '../../ports/files.ts';

/** What has been read so far; each path is read once, however many ask for it. */
export interface Reading {
  readonly files: ReadonlyMap<string, FileSnapshot>;
  readonly directories: ReadonlyMap<string, readonly string[]>;
  /**
   * Reads what has not been read yet, all at once. A path ending in `/` is a directory to list.
   * @returns whether anything was new
   */
  read(paths: Iterable<string>): Promise<boolean>;
}

export function startReading(port: ReadFiles): Reading {
  const files = new Map<string, FileSnapshot>();
  const directories = new Map<string, readonly string[]>();
  const asked = new Set<string>();
  return {
    files,
    directories,
    async read(paths) {
      const fresh = [...new Set(paths)].filter((path) => !asked.has(path));
      for (const path of fresh) asked.add(path);
      await Promise.all(
        fresh.map(async (path) => {
          if (path.endsWith('/')) directories.set(path, await port.list(path));
          else files.set(path, await port.snapshot(path));
        }),
      );
      return fresh.length > 0;
    },
  };
}
