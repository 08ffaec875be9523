/**
 * Whether a file belongs to a package or is made anew at each boot: neither is edited, because the
 * next upgrade or start would undo it.
 */
export function isPackaged(path: string | null): boolean {
  return path === null || /^\/(?:usr|lib|run|snap)\//.test(path);
}
