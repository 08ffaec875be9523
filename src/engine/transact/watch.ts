import type { ExitName } from '../../domain/failure.ts';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import { said } from './words.ts';

/** A person or the system asked dockcfg to stop; everything is put back first. */
export class Stopped extends Failure {
  constructor(exit: ExitName) {
    super(exit, said.stopped());
  }
}

/** What may cut a transaction short: a signal, and the deadline of the whole run. */
export interface Watch {
  /** @throws Stopped | Failure when the time has come */
  check(): void;
  remainingMs(): number;
  /** Waits for work no longer than it is wanted; the work itself goes on by itself. */
  limit<T>(work: Promise<T>): Promise<T>;
  sleep(ms: number): Promise<void>;
}

export function createWatch(
  clock: Clock,
  deadlineMs: number,
  signal: AbortSignal | undefined,
): Watch {
  const end = clock.monotonic() + deadlineMs;
  const remainingMs = () => Math.max(0, end - clock.monotonic());
  const tooLate = () => new Failure('tryAgain', said.deadline());
  const check = () => {
    if (signal?.aborted) throw stoppedBy(signal) ?? tooLate();
    if (remainingMs() === 0) throw tooLate();
  };
  const sleep = async (ms: number) => {
    await clock.sleep(Math.min(ms, remainingMs()), signal);
    check();
  };
  return {
    check,
    remainingMs,
    sleep,
    limit: (work) => limited({ work, clock, check }, remainingMs(), signal),
  };
}

/** Nothing cuts this short: putting back runs once, and to its end. */
export function createUnhurried(clock: Clock): Watch {
  return {
    check: () => {},
    remainingMs: () => Number.POSITIVE_INFINITY,
    limit: (work) => work,
    sleep: (ms) => clock.sleep(ms),
  };
}

async function limited<T>(
  { work, clock, check }: { work: Promise<T>; clock: Clock; check: () => void },
  ms: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  check();
  const done = new AbortController();
  const either = signal ? AbortSignal.any([signal, done.signal]) : done.signal;
  const cutShort = clock.sleep(ms, either).then(() => 'cut' as const);
  try {
    const first = await Promise.race([work.then((value) => ({ value })), cutShort]);
    if (first !== 'cut') return first.value;
    check();
    return await work;
  } finally {
    done.abort();
  }
}

/** The signal that aborted; null where it was something else, a deadline of the whole run. */
export function stoppedBy(signal: AbortSignal): Stopped | null {
  const exit = exits.get(signal.reason);
  return exit ? new Stopped(exit) : null;
}

const exits: ReadonlyMap<unknown, ExitName> = new Map([
  ['SIGHUP', 'hangup'],
  ['SIGINT', 'interrupted'],
  ['SIGTERM', 'terminated'],
]);
