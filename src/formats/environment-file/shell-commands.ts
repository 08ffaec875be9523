export interface RawWord {
  readonly raw: string;
  readonly start: number;
}

export interface Command {
  readonly words: readonly RawWord[];
  /** stands behind `&&` or `||` */
  readonly guarded: boolean;
}

/**
 * The commands of a shell fragment as lists of words, cut at line ends, `;`, `&` and `|`; comments
 * and what here-documents hold are left out.
 */
export function commandsOf(text: string): readonly Command[] {
  const commands: { words: RawWord[]; guarded: boolean }[] = [{ words: [], guarded: false }];
  const ends: string[] = [];
  for (let at = 0; at < text.length; ) {
    const c = text[at] ?? '';
    const joined = c === '\\' ? /^\\\r?\n/.exec(text.slice(at, at + 3)) : null;
    if (joined) at += joined[0].length;
    else if (/[\n;&|]/.test(c)) {
      const guarded = /^(?:&&|\|\|)/.test(text.slice(at, at + 2));
      commands.push({ words: [], guarded });
      at += guarded ? 2 : 1;
      if (c === '\n') at = afterDocuments(text, at, ends.splice(0));
    } else if (/[ \t]/.test(c)) at += 1;
    else if (c === '#') at = endOfLine(text, at);
    else {
      const end = wordEnd(text, at);
      const raw = text.slice(at, end);
      const opens = /^\d?<<-?\s*(['"]?)(\w+)\1$/.exec(raw);
      if (opens) ends.push(opens[2] ?? '');
      commands.at(-1)?.words.push({ raw, start: at });
      at = end;
    }
  }
  return commands.filter(({ words }) => words.length > 0);
}

/** Behind the here-documents that end with these words, in their order. */
function afterDocuments(text: string, start: number, ends: readonly string[]): number {
  let at = start;
  for (const end of ends) {
    for (let line: string | null = null; line !== end && at < text.length; ) {
      const lineEnd = endOfLine(text, at);
      line = text.slice(at, lineEnd).replace(/^\t+/, '');
      at = lineEnd + 1;
    }
  }
  return at;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** Where a word ends: quotes, `$(…)` and backquotes belong to it with all they hold. */
function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[ \t\n;&|]/.test(text[at] ?? '')) {
    const rest = text.slice(at);
    at += (piece.exec(rest)?.[0] ?? rest[0] ?? '').length;
  }
  return at;
}

const piece = /^(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|\$\([^)]*\)|\$\{[^}]*\}|\\[\s\S])/;
