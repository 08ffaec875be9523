/** Less than this and not even the engine's own notes can be written. */
const nothingBytes = 16 * 1024 * 1024;
/** Smaller than most images. */
const littleBytes = 256 * 1024 * 1024;
/** An image of a distribution has thousands of files. */
const fewFiles = 1_000;

export interface Room {
  readonly freeBytes: number;
  /** null where the file system does not count files */
  readonly freeFiles: number | null;
}

export function isOutOfFiles({ freeFiles }: Room): boolean {
  return freeFiles !== null && freeFiles < fewFiles;
}

/** Whether an image still fits where the engine keeps them. */
export function roomFor(disk: Room): 'enough' | 'little' | 'none' {
  if (isOutOfFiles(disk) || disk.freeBytes < nothingBytes) return 'none';
  return disk.freeBytes < littleBytes ? 'little' : 'enough';
}
