import { Failure } from '../../src/domain/failure.ts';
import { verbatim } from '../../src/domain/said.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Lock } from '../../src/ports/lock.ts';

/** One holder at a time; `abandon` is what the kernel does when the holder dies. */
export function createMemoryLock(
  clock: Clock,
): Lock & { readonly isHeld: () => boolean; readonly abandon: () => void } {
  let held = false;
  let released = Promise.withResolvers<void>();
  const release = () => {
    held = false;
    released.resolve();
    released = Promise.withResolvers();
  };
  return {
    isHeld: () => held,
    abandon: release,
    acquire: async (deadlineMs, options = {}) => {
      const end = clock.monotonic() + deadlineMs;
      if (held) options.onWait?.('pid 1, another');
      while (held) {
        await Promise.race([
          released.promise,
          clock.sleep(end - clock.monotonic(), options.signal),
        ]);
        if (held && (clock.monotonic() >= end || options.signal?.aborted))
          throw new Failure('tryAgain', verbatim('locked by pid 1, another'));
      }
      held = true;
      return async () => release();
    },
  };
}
