/** One writer at a time. The kernel releases the lock when the holder dies. */
export interface Lock {
  /**
   * @param deadlineMs how long to wait for another holder
   * @returns a release function
   * @throws Failure tryAgain when the deadline passed, naming the holder when known
   */
  acquire(
    deadlineMs: number,
    options?: {
      readonly signal?: AbortSignal;
      /** told once when somebody else holds the lock */
      readonly onWait?: (holder: string | null) => void;
    },
  ): Promise<() => Promise<void>>;
}
