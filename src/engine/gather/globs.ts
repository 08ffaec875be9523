import type { HostFacts } from '../../domain/facts.ts';

type Read = Pick<HostFacts, 'files' | 'directories'>;

/**
 * `EnvironmentFile=/etc/docker/*.env`: systemd takes every file that matches, sorted (glob(3)).
 * A folder can be a pattern as well. Folders that were not listed yet match nothing, and files that
 * were not read yet might be there.
 */
export function expandGlob(path: string, read: Read): readonly string[] {
  if (!isGlob(path)) return [path];
  return walk(path, read).paths.filter((each) => read.files.get(each)?.state.kind !== 'absent');
}

/** The folders to list before a pattern can be expanded; none for a plain path. */
export function foldersOfGlob(path: string, read: Read): readonly string[] {
  return isGlob(path) ? walk(path, read).folders : [];
}

function walk(path: string, { directories }: Read) {
  const folders: string[] = [];
  let found: readonly string[] = ['/'];
  const parts = path.split('/').filter((part) => part !== '');
  for (const [at, part] of parts.entries()) {
    const end = at === parts.length - 1 ? '' : '/';
    found = found.flatMap((folder) => {
      if (!isGlob(part)) return [`${folder}${part}${end}`];
      folders.push(folder);
      return matching(part, directories.get(folder) ?? []).map((name) => `${folder}${name}${end}`);
    });
  }
  return { folders, paths: found };
}

function matching(part: string, names: readonly string[]): readonly string[] {
  const pattern = asPattern(part);
  return names.filter((name) => pattern.test(name) && !name.startsWith('.')).toSorted();
}

function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

function asPattern(name: string): RegExp {
  const source = name.replace(/\[!/g, '[^').replace(/[.+(){}|\\$]/g, '\\$&');
  const pattern = source.replaceAll('*', '.*').replaceAll('?', '.');
  try {
    return new RegExp(`^${pattern}$`);
  } catch {
    // an unclosed bracket stands for itself, and such a name nobody has
    return /^\b$/;
  }
}
