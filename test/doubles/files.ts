import { dirname } from 'node:path';
import type { FileState } from '../../src/domain/facts.ts';
import { Failure } from '../../src/domain/failure.ts';
import { sameState } from '../../src/domain/file-state.ts';
import { verbatim } from '../../src/domain/said.ts';
import type { WriteFiles } from '../../src/ports/files.ts';

export type File = Extract<FileState, { kind: 'file' }>;

/** Files and directories in memory, with the same promises as the disk's. */
export interface MemoryFiles extends WriteFiles {
  readonly files: Map<string, File>;
  readonly directories: Set<string>;
}

export function file(text: string, meta: Partial<File> = {}): File {
  return {
    kind: 'file',
    bytes: new TextEncoder().encode(text),
    mode: 0o644,
    uid: 0,
    gid: 0,
    ...meta,
  };
}

export const absent: FileState = { kind: 'absent' };

export function createMemoryFiles(texts: { readonly [path: string]: string } = {}): MemoryFiles {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, file(text)]));
  const directories = new Set([...files.keys()].flatMap(parentsOf));
  const missing = (path: string) => parentsOf(path).filter((each) => !directories.has(each));
  return {
    files,
    directories,
    snapshot: async (path) => {
      const state = files.get(path) ?? (directories.has(path) ? directory : absent);
      return { path, state, realPath: null };
    },
    list: async (path) => namesIn(path, [...files.keys(), ...directories]),
    missingDirectories: async (path) => missing(path),
    replace: async (path, after, expected) => {
      if (directories.has(path)) throw new Failure('cannotWrite', verbatim(`${path}: directory`));
      if (!sameState(files.get(path) ?? absent, expected))
        throw new Failure('tryAgain', verbatim(`${path}: changed`));
      const created = after.kind === 'file' ? missing(path) : [];
      for (const each of created) directories.add(each);
      if (after.kind === 'file') files.set(path, after);
      else files.delete(path);
      return created;
    },
    removeEmpty: async (paths) => {
      for (const path of [...paths].reverse())
        if (namesIn(path, [...files.keys(), ...directories]).length === 0) directories.delete(path);
    },
    sweep: async () => {},
  };
}

const directory = { kind: 'unreadable', code: 'EISDIR' } as const;

/** Outermost first, without the root. */
function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = dirname(path); at !== '/'; at = dirname(at)) parents.unshift(at);
  return parents;
}

function namesIn(path: string, all: readonly string[]): string[] {
  const base = path.endsWith('/') ? path : `${path}/`;
  const below = all.filter((each) => each.startsWith(base));
  return [...new Set(below.map((each) => each.slice(base.length).split('/')[0] ?? ''))].sort();
}
