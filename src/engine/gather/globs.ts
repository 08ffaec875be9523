import type { HostFacts } from '../../domain/facts.ts';

type Read = Pick<HostFacts, 'directories'>;

/** `EnvironmentFile=/etc/docker/*.env`: systemd takes every file that matches, sorted (glob(3)). */
export function expandGlob(path: string, { directories }: Read): readonly string[] {
  const { folder, name } = parted(path);
  if (!isGlob(name) || isGlob(folder)) return [path];
  const pattern = asPattern(name);
  return (directories.get(folder) ?? [])
    .filter((each) => pattern.test(each) && !each.startsWith('.'))
    .toSorted()
    .map((each) => folder + each);
}

/** The folder to list for a pattern; null for a plain path. */
export function folderOfGlob(path: string): string | null {
  const { folder, name } = parted(path);
  return isGlob(name) && !isGlob(folder) ? folder : null;
}

function parted(path: string): { readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, slash), name: path.slice(slash) };
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
