import { lstatSync, readlinkSync } from 'node:fs';

/** The kernel's own limit, `man 7 path_resolution`. */
const maxLinks = 40;

export interface Resolved {
  /** the file on this machine, free of symbolic links */
  readonly real: string;
  /** the same as the host names it, without the root */
  readonly host: string;
  /** the path itself is a symbolic link (and not only a directory on the way) */
  readonly isLink: boolean;
  /** nothing stands there; false says nothing, since it can go or come in the next moment */
  readonly isAbsent: boolean;
}

/**
 * Follows a path as a process would whose root directory is `root`: absolute links start again at
 * the root and `..` stops there, so that a tree under inspection never leads out of itself.
 *
 * @param root an absolute directory on this machine
 * @param path absolute, on the host; it need not exist
 * @throws the errno error ELOOP or EACCES
 */
export function resolveInRoot(root: string, path: string): Resolved {
  const done: string[] = [];
  let rest = parts(path);
  let links = 0;
  let isLink = false;
  // the depth from which on nothing exists: there are no links to follow, and no calls to make
  let nothingFrom = Number.POSITIVE_INFINITY;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '..') {
      done.pop();
      if (done.length < nothingFrom) nothingFrom = Number.POSITIVE_INFINITY;
      continue;
    }
    const target = done.length < nothingFrom ? linkTarget(below(root, [...done, part])) : null;
    if (target === null || target === undefined) {
      done.push(part);
      if (target === undefined) nothingFrom = done.length;
      continue;
    }
    links += 1;
    if (links > maxLinks) throw Object.assign(new Error(`ELOOP: ${path}`), { code: 'ELOOP' });
    if (rest.length === 0) isLink = true;
    if (target.startsWith('/')) done.length = 0;
    rest = [...parts(target), ...rest];
  }
  return {
    real: below(root, done),
    host: `/${done.join('/')}`,
    isLink,
    isAbsent: nothingFrom <= done.length,
  };
}

function below(root: string, names: readonly string[]): string {
  return `${root === '/' ? '' : root}/${names.join('/')}`;
}

function parts(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Where a symbolic link points; null for anything else, undefined for what does not exist. */
function linkTarget(path: string): string | null | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return stat.isSymbolicLink() ? readlinkSync(path) : null;
}
