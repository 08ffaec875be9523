import type { ReadFiles } from './files.ts';

/** What another process of this machine has in common with this program. */
export interface Shared {
  /** its network is ours: addresses, routes, packet filter */
  readonly network: boolean;
  /** its file systems are mounted as ours are */
  readonly mounts: boolean;
}

/** The processes of the machine that this program runs on. */
export interface Processes {
  /** null where it cannot be told: the process is gone, or only root may look */
  sharedWith(pid: number): Promise<Shared | null>;
  /** the files as that process finds them */
  filesOf(pid: number): Pick<ReadFiles, 'snapshot' | 'list'>;
}
