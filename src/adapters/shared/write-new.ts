import { closeSync, fchmodSync, fsyncSync, openSync, writeFileSync } from 'node:fs';

/** A file that was not there before, with exactly this mode, on the disk before this returns. */
export function writeNewDurably(path: string, content: string | Uint8Array, mode: number): void {
  const fd = openSync(path, 'wx', mode);
  try {
    writeFileSync(fd, content);
    fchmodSync(fd, mode);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
