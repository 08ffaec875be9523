import { exitCodes, Failure } from '../../domain/failure.ts';
import { jsonText } from '../text/json.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says what went wrong and yields the exit code. A failure that dockcfg knows is one sentence on
 * stderr, and with --json a document on stdout, too. Anything else is a bug: it says so, and
 * shows where only with --verbose.
 */
export function tellTrouble(error: unknown, terminal: Terminal, json: boolean): number {
  const { words } = terminal;
  const known = error instanceof Failure;
  const exit = known ? error.exit : 'bug';
  const message = known ? terminal.say(error.said) : words.trouble.bug(nameOf(error));
  if (json) {
    const document = { schema: 'dockcfg/error/1', code: exit, exit: exitCodes[exit], message };
    answer(terminal, jsonText(document));
  }
  // Whoever pressed Ctrl-C meant it.
  if (exit === 'interrupted') terminal.trouble(message);
  else terminal.error(message);
  if (!known && terminal.verbose) terminal.trouble(stackOf(error));
  if (!known && !terminal.verbose) terminal.trouble(words.trouble.verboseShows);
  return exitCodes[exit];
}

/** Where stdout cannot be written, stderr and the exit code still tell. */
function answer(terminal: Terminal, text: string): void {
  try {
    terminal.result(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** Only the kind of error: its text may quote what was read, and that may hold a secret. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
