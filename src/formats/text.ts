/**
 * Bytes as text without loss: a byte that is no UTF-8 becomes the lone surrogate U+DC80+n (the
 * way of PEP 383), so files with a GBK or Latin-1 comment come back byte for byte.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLosslessly(bytes);
  }
}

/** The inverse of `textOf`. */
export function bytesOf(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const parts: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(code - 0xdc00);
    else for (const byte of encoder.encode(character)) parts.push(byte);
  }
  return Uint8Array.from(parts);
}

/** Offset in `text` of the first byte that was no UTF-8, or null. */
export function firstUndecodable(text: string): number | null {
  if (text.isWellFormed()) return null;
  const match = /(?<![\ud800-\udbff])[\udc80-\udcff]/.exec(text);
  return match ? match.index : null;
}

/** A place in a text, as editors count: both from 1, the column in characters. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset; `\r\n`, `\n` and a lone `\r` end lines. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r(?!\n)/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

export type Eol = '\n' | '\r\n' | '\r';

/** The line ending most of the text uses; `\n` where it has none. */
export function eolOf(text: string): Eol {
  const crlf = text.match(/\r\n/g)?.length ?? 0;
  const lf = (text.match(/\n/g)?.length ?? 0) - crlf;
  const cr = (text.match(/\r/g)?.length ?? 0) - crlf;
  if (crlf > 0 && crlf >= lf) return '\r\n';
  return cr > lf ? '\r' : '\n';
}

/** One line with where it starts; `eol` is what ends it (empty on a last line without one). */
export interface Line {
  readonly text: string;
  readonly eol: string;
  readonly start: number;
}

/** A text as lines; joining `text + eol` of all of them gives the text again. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    if (match[0] === '') break;
    lines.push({ text: match[1] ?? '', eol: match[2] ?? '', start: match.index });
  }
  return lines;
}

/** A replacement of `[start, end)` by `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies replacements that do not overlap, in any order given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of splices.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

function decodeLosslessly(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += strict.decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Length of the valid UTF-8 sequence at an offset (Unicode table 3-7); 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let more = 2; more < length; more += 1) {
    const byte = bytes[at + more] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}
