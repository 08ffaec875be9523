/** What is left of a file system. */
export interface DiskSpace {
  /** bytes that root may still write */
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** files that can still be made; null where the file system does not count them */
  readonly freeFiles: number | null;
  readonly readOnly: boolean;
}

/** The file systems of the machine that this program runs on. */
export interface Disks {
  /** Of the file system a path is on, or would be on; null where it cannot be told. */
  space(path: string): Promise<DiskSpace | null>;
}
