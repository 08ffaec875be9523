import { bytesOf, textOf } from '../text.ts';

/** A word with the place of its text, quotes included. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Words {
  readonly words: readonly Word[];
  /** why systemd stops reading, and where; null: it read everything */
  readonly fault: { readonly kind: 'bad-escape' | 'open-quote'; readonly start: number } | null;
}

/**
 * How systemd splits: `environment` for Environment=, `command` for ExecStart=, `variable` for the
 * value of `$VAR` in it. Source: systemd src/basic/extract-word.c (extract_first_word).
 */
export type Splitting = 'environment' | 'command' | 'variable';

/** Splits a text into words, without quotes and with escapes resolved. */
export function splitWords(text: string, how: Splitting): Words {
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (isSpace(text[at])) at += 1;
    if (at >= text.length) return { words, fault: null };
    const read = readWord(text, at, how);
    if ('fault' in read) return { words, fault: { kind: read.fault, start: at } };
    words.push({ text: read.text, start: at, end: read.end });
    at = read.end;
  }
}

type Read =
  | { readonly text: string; readonly end: number }
  | { fault: 'bad-escape' | 'open-quote' };

function readWord(text: string, start: number, how: Splitting): Read {
  let word = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at += 1) {
    const c = text[at] ?? '';
    if (c === '\\') {
      const escaped = how === 'variable' ? plainEscape(text, at) : cEscape(text, at);
      if (!escaped && how === 'environment') return { fault: 'bad-escape' };
      word += escaped ? escaped.text : verbatimEscape(text, at);
      at += escaped ? escaped.length - 1 : 1;
    } else if (quote !== '') {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === '"' || c === "'") quote = c;
    else if (isSpace(c)) break;
    else word += c;
  }
  if (quote !== '' && how !== 'variable') return { fault: 'open-quote' };
  return { text: textOf(bytesOf(word)), end: Math.min(at, text.length) };
}

interface Escape {
  readonly text: string;
  readonly length: number;
}

/** Without C escapes a backslash only takes the next character literally. */
function plainEscape(text: string, at: number): Escape {
  const next = text[at + 1] ?? '';
  return { text: next, length: 1 + next.length };
}

/** In commands systemd warns about an unknown escape and keeps it as it is written. */
function verbatimEscape(text: string, at: number): string {
  return text.slice(at, at + 2);
}

/** systemd src/basic/escape.c, cunescape_one; null where it is none. */
function cEscape(text: string, at: number): Escape | null {
  const simple = simpleEscapes.get(text[at + 1] ?? '');
  if (simple !== undefined) return { text: simple, length: 2 };
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(text.slice(at, at + 4));
  if (hex) return byte(Number.parseInt(hex[1] ?? '', 16), 4);
  const octal = /^\\([0-3][0-7]{2})/.exec(text.slice(at, at + 4));
  if (octal) return byte(Number.parseInt(octal[1] ?? '', 8), 4);
  const unicode = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text.slice(at, at + 10));
  const code = Number.parseInt(unicode?.[1] ?? unicode?.[2] ?? '', 16);
  if (!unicode || code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { text: String.fromCodePoint(code), length: unicode[0].length };
}

/** A byte; those beyond ASCII go as `textOf` writes them and join to characters at the end. */
function byte(value: number, length: number): Escape | null {
  if (value === 0) return null;
  return { text: String.fromCharCode(value < 0x80 ? value : 0xdc00 + value), length };
}

const simpleEscapes = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
  ["'", "'"],
  ['s', ' '],
]);

function isSpace(c: string | undefined): boolean {
  return c === ' ' || c === '\t' || c === '\n' || c === '\r';
}
