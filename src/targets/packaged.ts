/**
 * Whether a file belongs to a package or is made anew at each boot: neither is edited, because the
 * next upgrade or start would undo it.
 */
export function isPackaged(path: string | null): boolean {
  return path === null || /^\/(?:usr|lib|run|snap)\//.test(path);
}

/**
 * Whether a file sets the environment of every session on this host (pam_env(8)). A unit that reads
 * it as well, as those of snaps do, makes it no file of Docker's.
 */
export function isShared(path: string | null): boolean {
  return path === '/etc/environment';
}
