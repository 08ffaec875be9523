import type { Said } from './said.ts';

/** What the exit codes mean; the same for every command and every output format. */
export const exitCodes = {
  done: 0,
  problemsFound: 1,
  changesPending: 2,
  putBack: 3,
  putBackIncomplete: 4,
  usage: 64,
  invalidInput: 65,
  engineUnavailable: 69,
  bug: 70,
  cannotWrite: 73,
  tryAgain: 75,
  needsRoot: 77,
  needsDecision: 78,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitName = keyof typeof exitCodes;

/**
 * A failure that dockcfg knows: it prints as one sentence (place, reason, way out), never as a
 * stack trace. Anything else that is thrown is a bug (exit 70).
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exit: ExitName;
  readonly said: Said;

  constructor(exit: ExitName, said: Said, options?: { cause?: unknown }) {
    super(said.en, options);
    this.exit = exit;
    this.said = said;
  }
}
