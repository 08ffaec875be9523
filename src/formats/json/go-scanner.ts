/** Where Go's scanner stops, and what it says there. */
export interface GoFault {
  readonly offset: number;
  readonly text: string;
}

/** How a Go release quotes the character it chokes on. */
export type QuoteStyle = 'byte' | 'rune';

/** Go's maxNestingDepth: `dockerd --validate` takes 10,000 levels and refuses one more (measured). */
const deepest = 10_000;

/**
 * Reads one JSON value as Go's encoding/json does.
 * @returns the offset after the value, or where and why Go refuses it
 * Source: go src/encoding/json/scanner.go (the states and their texts).
 */
export function scanGoValue(text: string, quote: QuoteStyle): number | GoFault {
  const scanner = new Scanner(text, quote);
  try {
    return scanner.value();
  } catch (thrown) {
    if (thrown instanceof Stop) return { offset: thrown.offset, text: thrown.message };
    throw thrown;
  }
}

/** JSON's white space, which is less than JavaScript's. */
export function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}

/** What Go says when something follows the value at `offset`. */
export function afterTopLevel(text: string, offset: number, quote: QuoteStyle): GoFault | null {
  const rest = /[^ \t\r\n]/.exec(text.slice(offset));
  if (!rest) return null;
  const at = offset + rest.index;
  return { offset: at, text: invalid(text, at, { quote, where: 'after top-level value' }) };
}

class Stop extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** What the scanner may meet next. */
type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | 'separator';

class Scanner {
  readonly #text: string;
  readonly #quote: QuoteStyle;
  #at = 0;
  #open: ('{' | '[')[] = [];

  constructor(text: string, quote: QuoteStyle) {
    this.#text = text;
    this.#quote = quote;
  }

  value(): number {
    let expecting: Expecting = 'value';
    do {
      const c = this.#skipSpace();
      expecting = this.#step(expecting, c);
    } while (this.#open.length > 0);
    return this.#at;
  }

  #step(expecting: Expecting, c: string): Expecting {
    if (expecting === 'separator') return this.#separator(c);
    if (expecting === 'key' || expecting === 'key or }') {
      if (c === '}' && expecting === 'key or }') return this.#close();
      if (c !== '"') this.#stop('looking for beginning of object key string');
      this.#string();
      if (this.#skipSpace() !== ':') this.#stop('after object key');
      this.#at += 1;
      return 'value';
    }
    if (c === ']' && expecting === 'value or ]') return this.#close();
    return this.#begin(c);
  }

  #begin(c: string): Expecting {
    if (c === '{' || c === '[') {
      this.#open.push(c);
      if (this.#open.length > deepest) this.#tooDeep();
      this.#at += 1;
      return c === '{' ? 'key or }' : 'value or ]';
    }
    if (c === '"') this.#string();
    else if (/[-0-9]/.test(c)) this.#number();
    else this.#literal(c);
    return 'separator';
  }

  #separator(c: string): Expecting {
    const inObject = this.#open.at(-1) === '{';
    if (c === ',') {
      this.#at += 1;
      return inObject ? 'key' : 'value';
    }
    if (c === (inObject ? '}' : ']')) return this.#close();
    return this.#stop(inObject ? 'after object key:value pair' : 'after array element');
  }

  #close(): Expecting {
    this.#open.pop();
    this.#at += 1;
    return 'separator';
  }

  #string(): void {
    this.#at += 1;
    for (let c = this.#current(); c !== '"'; c = this.#current()) {
      if (c === '\\') this.#escape();
      else if (c < ' ') this.#stop('in string literal');
      else this.#at += 1;
    }
    this.#at += 1;
  }

  #escape(): void {
    this.#at += 1;
    const c = this.#current();
    if (!'bfnrt\\/"u'.includes(c)) this.#stop('in string escape code');
    this.#at += 1;
    if (c !== 'u') return;
    for (let digits = 0; digits < 4; digits += 1) {
      if (!/[0-9a-fA-F]/.test(this.#current())) this.#stop('in \\u hexadecimal character escape');
      this.#at += 1;
    }
  }

  #number(): void {
    if (this.#current() === '-') this.#at += 1;
    if (!this.#isDigit()) this.#stop('in numeric literal');
    if (this.#current() === '0') this.#at += 1;
    else this.#digits();
    if (this.#text[this.#at] === '.') {
      this.#at += 1;
      if (!this.#isDigit()) this.#stop('after decimal point in numeric literal');
      this.#digits();
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at += 1;
      if (/[-+]/.test(this.#current())) this.#at += 1;
      if (!this.#isDigit()) this.#stop('in exponent of numeric literal');
      this.#digits();
    }
  }

  #isDigit(): boolean {
    return /[0-9]/.test(this.#current());
  }

  #digits(): void {
    while (/[0-9]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #literal(c: string): void {
    const word = ['true', 'false', 'null'].find((one) => one.startsWith(c));
    if (word === undefined) this.#stop('looking for beginning of value');
    for (const expected of word) {
      if (this.#current() !== expected) this.#stop(`in literal ${word} (expecting '${expected}')`);
      this.#at += 1;
    }
  }

  #skipSpace(): string {
    while (isSpace(this.#text[this.#at])) this.#at += 1;
    return this.#current();
  }

  #current(): string {
    const c = this.#text[this.#at];
    if (c === undefined) throw new Stop(this.#at, 'unexpected end of JSON input');
    return c;
  }

  /** The newer scanner does not name the character here (measured on 26.1 and 28.5). */
  #tooDeep(): never {
    if (this.#quote === 'rune') throw new Stop(this.#at, 'exceeded max depth');
    return this.#stop('exceeded max depth');
  }

  #stop(where: string): never {
    throw new Stop(this.#at, invalid(this.#text, this.#at, { quote: this.#quote, where }));
  }
}

function invalid(text: string, at: number, how: { quote: QuoteStyle; where: string }): string {
  return `invalid character ${quoted(text, at, how.quote)} ${how.where}`;
}

/**
 * Go's quoteChar. Releases up to the one in Docker 28.4 quote the first byte of the UTF-8
 * sequence as if it were Latin-1 (`'â'` for `“`); newer ones quote the character (measured).
 */
function quoted(text: string, at: number, style: QuoteStyle): string {
  const code = text.codePointAt(at) ?? 0;
  if (code === 0x27) return "'\\''";
  if (code === 0x22) return `'"'`;
  if (code === 0x5c) return "'\\\\'";
  const shown = style === 'byte' ? firstByte(code) : code;
  return `'${named.get(shown) ?? printedRune(shown)}'`;
}

const named = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x0b, '\\v'],
]);

function firstByte(code: number): number {
  if (code >= 0xdc80 && code <= 0xdcff) return code - 0xdc00;
  return new TextEncoder().encode(String.fromCodePoint(code))[0] ?? 0;
}

/** strconv.Quote: what is not printable (only the ASCII space counts as such) is escaped. */
function printedRune(code: number): string {
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  const character = String.fromCodePoint(code);
  if (code === 0x20 || !/[\p{C}\p{Z}]/u.test(character)) return character;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
