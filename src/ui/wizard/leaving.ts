import { type ExitName, Failure } from '../../domain/failure.ts';
import type { Streams } from '../cli/outside.ts';
import { say } from '../words/index.ts';

/** Hears somebody leave who is not asked anything at that moment. */
export interface Leaving {
  /** aborted when they have left */
  readonly signal: AbortSignal;
  /**
   * An answer, if it was not followed by leaving.
   * @throws Failure interrupted | hangup when it was, whatever the prompt made of it
   */
  unlessLeft<Answer>(prompt: Promise<Answer>): Promise<Answer>;
}

interface Key {
  readonly ctrl?: boolean;
  readonly name?: string;
}

/**
 * Listens for Ctrl-C and Ctrl-D at a terminal in raw mode, and for its end. A prompt hears a key
 * only until it is answered, so that of Enter and Ctrl-C typed in one breath it would take the
 * Enter alone; and it would wait for ever for a terminal that is gone.
 */
export function listenForLeaving(stdin: Streams['stdin']): Leaving {
  const known = listening.get(stdin);
  if (known) return known;
  const leaving = listen(stdin);
  listening.set(stdin, leaving);
  return leaving;
}

/** Each terminal is listened to once, however many questions are asked there. */
const listening = new WeakMap<Streams['stdin'], Leaving>();

function listen(stdin: Streams['stdin']): Leaving {
  const left = new AbortController();
  const leave = (exit: ExitName) => left.abort(hasLeft(exit));
  stdin.on('keypress', (_text: string, { ctrl, name }: Key = {}) => {
    if (ctrl && name === 'c') leave('interrupted');
    // In the middle of an answer, readline takes Ctrl-D for an editing key; else it closes.
    if (ctrl && name === 'd') setImmediate(() => stdin.isPaused() && leave('interrupted'));
  });
  stdin.on('end', () => {
    withoutErrors(stdin);
    leave('hangup');
  });
  return {
    signal: left.signal,
    unlessLeft: async (prompt) => {
      try {
        const answer = await prompt;
        left.signal.throwIfAborted();
        return answer;
      } catch (error) {
        throw left.signal.aborted ? left.signal.reason : error;
      }
    },
  };
}

function hasLeft(exit: ExitName): Failure {
  return new Failure(
    exit,
    say((words) => words.setup.left),
  );
}

/**
 * A terminal that is gone cannot be taken out of raw mode either; readline would hand that error
 * on to where nobody listens.
 */
function withoutErrors(stdin: Streams['stdin']): void {
  stdin.removeAllListeners('error');
  stdin.on('error', () => {});
}
