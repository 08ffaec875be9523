import { during, type Emit } from '../events.ts';
import type { TransactContext } from './context.ts';
import { stoppedBy } from './watch.ts';

/** @throws Failure tryAgain when the lock is not to be had in time, naming its holder; Stopped */
export function takeLock(
  { ports, signal }: Pick<TransactContext, 'ports' | 'signal'>,
  deadlineMs: number,
  emit: Emit,
): Promise<() => Promise<void>> {
  const onWait = (holder: string | null) => emit({ kind: 'waiting', holder });
  return during(emit, { phase: 'lock', subject: '' }, async () => {
    try {
      return await ports.lock.acquire(deadlineMs, { ...(signal ? { signal } : {}), onWait });
    } catch (error) {
      throw (signal?.aborted ? stoppedBy(signal) : null) ?? error;
    }
  });
}
