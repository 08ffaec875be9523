import type { Clock } from '../../src/ports/clock.ts';

/**
 * A clock that jumps to the next sleeper as soon as nobody has anything else to do: waiting costs
 * no time, and what happens first in real life happens first here.
 */
export interface TestClock extends Clock {
  /** lets time pass without anybody sleeping */
  advance(ms: number): void;
  /** sets what the clock shows, forward or back; time itself goes on as it did */
  set(byMs: number): void;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createTestClock(start = Date.parse('2026-11-20T10:15:00Z')): TestClock {
  let elapsed = 0;
  let offset = 0;
  const sleepers = new Set<Sleeper>();
  const wakeEarliest = () => {
    const next = [...sleepers].sort((a, b) => a.at - b.at)[0];
    if (!next) return;
    elapsed = Math.max(elapsed, next.at);
    sleepers.delete(next);
    next.wake();
  };
  return {
    now: () => start + elapsed + offset,
    monotonic: () => elapsed,
    advance: (ms) => {
      elapsed += ms;
    },
    set: (byMs) => {
      offset += byMs;
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: elapsed + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          resolve();
        });
        setImmediate(wakeEarliest);
      }),
  };
}
