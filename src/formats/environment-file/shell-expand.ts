/** Characters with the place each was written at, which may be another line's. */
export interface Characters {
  readonly value: string;
  readonly offsets: readonly number[];
  /** holds `$…` or a command of which nothing is known: that stands as it is written */
  readonly dynamic: boolean;
}

export const noCharacters: Characters = { value: '', offsets: [], dynamic: false };

/** What is known of a name or a positional parameter; null: nothing, it stands as it is written. */
export type Lookup = (name: string) => Characters | null;

/** Two values in a row. */
export function joined(one: Characters, other: Characters): Characters {
  return {
    value: one.value + other.value,
    offsets: [...one.offsets, ...other.offsets],
    dynamic: one.dynamic || other.dynamic,
  };
}

/** Quote removal, and the expansion of what is known: `$NAME`, `${NAME}`, `${NAME:-word}`. */
export function expand(text: string, [start, end]: readonly [number, number], lookup: Lookup) {
  const out = new Output(text);
  let quote = '';
  for (let at = start; at < end; at += 1) {
    const c = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const isEscape = next !== '' && (quote === '' || '"\\`$\n'.includes(next));
    const known = quote !== "'" && c === '$' ? expansionAt(text, [at, end], lookup) : null;
    if (known) {
      out.append(known.characters);
      at = known.end - 1;
    } else if (quote !== "'" && c === '\\' && isEscape) {
      at += 1;
      if (next !== '\n') out.push(at);
    } else if (c === quote) quote = '';
    else if (quote === '' && (c === "'" || c === '"')) quote = c;
    else {
      if (quote !== "'" && (c === '`' || (c === '$' && /[\w({@*]/.test(next)))) out.dynamic = true;
      out.push(at);
    }
  }
  return out;
}

class Output implements Characters {
  readonly offsets: number[] = [];
  value = '';
  dynamic = false;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  push(at: number): void {
    this.value += this.#text[at] ?? '';
    this.offsets.push(at);
  }

  append({ value, offsets, dynamic }: Characters): void {
    this.value += value;
    for (const offset of offsets) this.offsets.push(offset);
    this.dynamic ||= dynamic;
    if (this.value.length > longest) throw new TooLong();
  }
}

/** No command line is longer; a value that doubles itself line by line would fill the memory. */
const longest = 131_072;

export class TooLong extends Error {}

function expansionAt(text: string, [at, end]: readonly [number, number], lookup: Lookup) {
  const rest = text.slice(at, end);
  const [whole = '', plain, braced, dash, word] =
    /^\$(?:([A-Za-z_]\w*|[\d@*])|\{([A-Za-z_]\w*|[\d@*])(?:(:?-)([^}]*))?\})/.exec(rest) ?? [];
  const known = whole === '' ? null : lookup(plain ?? braced ?? '');
  if (!known) return null;
  const wordStart = at + whole.length - 1 - (word ?? '').length;
  const isDefault = dash === ':-' && known.value === '' && word !== undefined;
  const characters = isDefault ? expand(text, [wordStart, at + whole.length - 1], lookup) : known;
  return { characters, end: at + whole.length };
}
