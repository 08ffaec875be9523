import { type ExitName, Failure } from '../../domain/failure.ts';
import { say } from '../words/index.ts';

/** Why a run is ended early; the reason of its abort signal. */
export type Ending = 'SIGHUP' | 'SIGINT' | 'SIGTERM' | 'deadline';

/** Where signals come from: the process, or a double. */
export interface SignalSource {
  on(signal: Exclude<Ending, 'deadline'>, listener: () => void): unknown;
}

export interface TheEnd {
  /** aborted with an Ending as its reason */
  readonly signal: AbortSignal;
  /** ends the run after this time (milliseconds) */
  startDeadline(ms: number): void;
  /** milliseconds until the deadline; null without one */
  remainingMs(): number | null;
}

const exits: { readonly [E in Ending]: ExitName } = {
  SIGHUP: 'hangup',
  SIGINT: 'interrupted',
  SIGTERM: 'terminated',
  deadline: 'tryAgain',
};

/**
 * Turns signals and the deadline of the run into one abort signal. A transaction that hears it
 * puts everything back first, so a second Ctrl-C changes nothing. The signal is made when somebody
 * asks for it: Node brings what it is made of late, and that takes a millisecond, a twentieth of
 * its start.
 */
export function listenForTheEnd(source: SignalSource): TheEnd {
  let ended: Ending | null = null;
  let controller: AbortController | null = null;
  const end = (why: Ending) => () => {
    ended ??= why;
    controller?.abort(ended);
  };
  source.on('SIGHUP', end('SIGHUP'));
  source.on('SIGINT', end('SIGINT'));
  source.on('SIGTERM', end('SIGTERM'));
  let endsAt: number | null = null;
  return {
    get signal() {
      if (controller === null) {
        controller = new AbortController();
        if (ended !== null) controller.abort(ended);
      }
      return controller.signal;
    },
    startDeadline: (ms) => {
      endsAt = now() + ms;
      setTimeout(end('deadline'), ms).unref();
    },
    remainingMs: () => (endsAt === null ? null : Math.max(0, endsAt - now())),
  };
}

/** Milliseconds since the program started; `performance` takes 3 of them to be there. */
const now = () => process.uptime() * 1000;

/** What is told of a run that was ended early. */
export function endingFailure(signal: AbortSignal): Failure {
  const why: Ending = signal.reason;
  const text = why === 'deadline' ? 'deadline' : 'interrupted';
  return new Failure(
    exits[why],
    say((words) => words.trouble[text]),
  );
}
