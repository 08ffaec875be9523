import { quoteShellWord } from '../../domain/shell-words.ts';
import { printableLine } from './printable.ts';

/**
 * An argument vector as a line that a POSIX shell reads back to the same arguments; what could act
 * on a terminal is spelt out in it.
 */
export function shellLine(argv: readonly string[]): string {
  return argv.map((word) => quoteShellWord(printableLine(word))).join(' ');
}
