import { setTimeout as sleep } from 'node:timers/promises';

/** Waits that many milliseconds, none at all for 0; rejects at once when the world stops. */
export async function pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms) await sleep(ms, undefined, { signal, ref: false });
  signal.throwIfAborted();
}
