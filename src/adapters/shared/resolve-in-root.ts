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
 * @param look where the way's links are looked at
 * @throws the errno error ELOOP or EACCES
 */
export function resolveInRoot(root: string, path: string, look: Look = linkTarget): Resolved {
  const base = root === '/' ? '' : root;
  let rest = parts(path);
  let links = 0;
  let isLink = false;
  let host = '';
  // from where on nothing exists: there are no links to follow, and no calls to make
  let missing: string | null = null;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '..') {
      host = host.slice(0, Math.max(0, host.lastIndexOf('/')));
      if (missing !== null && host.length < missing.length) missing = null;
      continue;
    }
    const next = `${host}/${part}`;
    const target = missing === null ? look(base + next) : null;
    if (target === null || target === undefined) {
      host = next;
      if (target === undefined) missing = next;
      continue;
    }
    links += 1;
    if (links > maxLinks) throw Object.assign(new Error(`ELOOP: ${path}`), { code: 'ELOOP' });
    if (rest.length === 0) isLink = true;
    if (target.startsWith('/')) host = '';
    rest = [...parts(target), ...rest];
  }
  return { real: base + (host || '/'), host: host || '/', isLink, isAbsent: missing !== null };
}

function parts(path: string): string[] {
  const names: string[] = [];
  for (const part of path.split('/')) if (part !== '' && part !== '.') names.push(part);
  return names;
}

/** Where a symbolic link points; null for anything else, undefined for what does not exist. */
export type Look = (path: string) => string | null | undefined;

/**
 * A look that sees the same path once in a turn of the event loop. A hundred files are read in one,
 * most of them below the same few directories; nothing of ours can change those meanwhile.
 */
export function lookOnceATurn(): Look {
  const seen = new Map<string, ReturnType<Look>>();
  return (path) => {
    if (seen.size === 0) queueMicrotask(() => seen.clear());
    if (!seen.has(path)) seen.set(path, linkTarget(path));
    return seen.get(path);
  };
}

function linkTarget(path: string): ReturnType<Look> {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return stat.isSymbolicLink() ? readlinkSync(path) : null;
}
