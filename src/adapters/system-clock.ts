import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import { monotonic } from './shared/monotonic.ts';

/** The machine's clocks. A sleep that is aborted ends early, without an error. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic,
    sleep: async (ms, signal) => {
      if (signal?.aborted) return;
      await delay(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
        if (!signal?.aborted) throw error;
      });
    },
  };
}
