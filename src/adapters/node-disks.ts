import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiskSpace, Disks } from '../ports/disks.ts';

/** The file systems of this machine. */
export const nodeDisks: Disks = { space };

async function space(path: string): Promise<DiskSpace | null> {
  try {
    const { bsize, blocks, bfree, files, ffree } = await statfs(path);
    return {
      freeBytes: bfree * bsize,
      totalBytes: blocks * bsize,
      // btrfs and its like count no files (statfs(2): "0 if unknown").
      freeFiles: files === 0 ? null : ffree,
      readOnly: await isReadOnly(path),
    };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isMissing && path !== '/' ? space(dirname(path)) : null;
  }
}

/** access(2): EROFS comes before any question of rights, and for root, who has them all. */
async function isReadOnly(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}
