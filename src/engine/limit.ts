import type { Clock } from '../ports/clock.ts';

/** A signal that comes when a time is over, or with the one it was made from. */
export interface Limit extends Disposable {
  readonly signal: AbortSignal;
}

/** Limits work to a time. Disposing of it ends whatever still runs. */
export function limit(
  ms: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Limit {
  const spent = new AbortController();
  const over = new AbortController();
  // A sleep that is called off ends without an error, so either way the signal comes.
  void clock.sleep(ms, over.signal).then(() => spent.abort());
  return {
    signal: AbortSignal.any([spent.signal, signal]),
    [Symbol.dispose]: () => over.abort(),
  };
}
