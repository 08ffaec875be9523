import type { Clock } from '../../ports/clock.ts';
import { limit } from '../limit.ts';

export interface FieldOptions<T> {
  /** how many are let in at most */
  readonly places: number;
  /** the field is chosen then, even if some have not shown up yet */
  readonly graceMs: number;
  /** what is better known before the field is chosen, if it comes in time */
  readonly better: Promise<unknown>;
  /** whether somebody is fit to take part */
  isFit(entry: T): boolean;
  /** the better ones first */
  compare(one: T, other: T): number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Chooses whom to measure while others are still being waited for: those who are slow to show up
 * are mostly dead, and nobody should wait for a time-out before the living are measured. Late ones
 * get the places that are left.
 * @returns the first choice, and later the second, without those of the first
 */
export async function* chooseField<T>(
  arrivals: readonly Promise<T>[],
  options: FieldOptions<T>,
): AsyncGenerator<readonly T[]> {
  const { places, graceMs, better, clock, signal } = options;
  const there: T[] = [];
  const all = Promise.all(arrivals.map(async (each) => void there.push(await each)));
  using grace = limit(graceMs, { clock, signal });
  await Promise.race([Promise.all([all, better]), aborted(grace.signal)]);
  const first = bestOf(there, options).slice(0, places);
  yield first;
  await all;
  const late = bestOf(there, options).filter((entry) => !first.includes(entry));
  yield late.slice(0, places - first.length);
}

function bestOf<T>(there: readonly T[], { isFit, compare }: FieldOptions<T>): readonly T[] {
  return there.filter(isFit).toSorted(compare);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Does work on each entry, a few at a time, in their order. */
export async function fewAtATime<T>(
  entries: readonly T[],
  lanes: number,
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const queue = [...entries];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
