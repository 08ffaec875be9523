import type { Clock } from '../ports/clock.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Between two looks: a network that comes up does so in seconds, and a registry is not a target. */
const pauseMs = 3_000;

/**
 * Looks again and again until the verdict is healthy or degraded (pulls work), or the time is up.
 * @returns the last diagnosis, whatever its verdict
 */
export async function untilHealthy(
  look: () => Promise<Diagnosis>,
  wait: { readonly clock: Clock; readonly deadlineMs: number; readonly signal: AbortSignal },
): Promise<Diagnosis> {
  const { clock, deadlineMs, signal } = wait;
  const end = clock.monotonic() + deadlineMs;
  for (;;) {
    const diagnosis = await look();
    const works = diagnosis.verdict === 'healthy' || diagnosis.verdict === 'degraded';
    if (works || signal.aborted || clock.monotonic() + pauseMs > end) return diagnosis;
    await clock.sleep(pauseMs, signal);
  }
}
