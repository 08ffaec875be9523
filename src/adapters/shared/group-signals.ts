/**
 * A program gets a session of its own, but only after it has been forked: a key pressed in between
 * still goes to it, and it dies before it has begun (Node's loop holds signals back over the fork,
 * not away; measured: one in two when the group is signalled every millisecond). So whoever finds
 * its program ended by one of these, and has not sent it, starts it anew.
 */
const toTheWholeGroup: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTERM']);

/** Whether what ended a program was meant for the group it was forked from, us among them. */
export function meantForUs(signal: NodeJS.Signals | null): boolean {
  return signal !== null && toTheWholeGroup.has(signal);
}

/** How a program ended, in Node's words: one of the two is null. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}
