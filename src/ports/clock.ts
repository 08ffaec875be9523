/** Time, so that tests own it. */
export interface Clock {
  /** Unix milliseconds */
  now(): number;
  /** milliseconds that never go back */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
