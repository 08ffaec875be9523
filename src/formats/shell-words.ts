/** A word of a command line with the place it was written at. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface ShellWords {
  readonly words: readonly ShellWord[];
  /** false: a quote is left open, or the text ends in a backslash */
  readonly complete: boolean;
}

/**
 * Splits a command line as a POSIX shell does, without expanding anything: `$FOO` and `*` stay as
 * they are. Source: POSIX.1-2024, Shell Command Language 2.2 Quoting.
 */
export function splitShellWords(text: string): ShellWords {
  const words: ShellWord[] = [];
  let complete = true;
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    const word = wordAt(text, at);
    words.push({ text: word.text, start: at, end: word.end });
    complete &&= word.complete;
    at = word.end;
  }
  return { words, complete };
}

/** Quotes a word so that a shell reads exactly it; what needs no quotes gets none. */
export function quoteShellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line a person can paste. */
export function quoteShellCommand(argv: readonly string[]): string {
  return argv.map(quoteShellWord).join(' ');
}

function wordAt(text: string, start: number) {
  let word = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const c = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (c === '\\' && quote !== "'" && (quote === '' || '"\\`$\n'.includes(next))) {
      if (next === '') return { text: word, end: text.length, complete: false };
      if (next !== '\n') word += next;
      at += 1;
    } else if (c === quote) quote = '';
    else if (quote === '' && (c === '"' || c === "'")) quote = c;
    else if (quote === '' && /\s/.test(c)) break;
    else word += c;
  }
  return { text: word, end: at, complete: quote === '' };
}
