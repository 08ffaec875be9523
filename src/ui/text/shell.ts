import { printableLine } from './printable.ts';

/** An argument vector as a line that a POSIX shell reads back to the same arguments. */
export function shellLine(argv: readonly string[]): string {
  return argv.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${printableLine(word).replaceAll("'", `'\\''`)}'`;
}
