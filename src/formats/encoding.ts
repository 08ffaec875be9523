import { bytesOf, textOf } from './text.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A file's text, and what it takes to write it back the same way. */
export interface Decoded {
  /** without byte-order mark */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
}

/**
 * Decodes by byte-order mark as engines from 23.0 do (moby daemon/config/config.go, BOMOverride);
 * without one the bytes are UTF-8, and bytes that are none survive as lone surrogates.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    return { text: textOf(bytes.subarray(3)), encoding: 'utf-8', bom: true };
  }
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes.subarray(2), 'utf-16le', true);
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes.subarray(2), 'utf-16be', true);
  return { text: textOf(bytes), encoding: 'utf-8', bom: false };
}

/** Writes a text in the encoding it came in. */
export function encode(text: string, { encoding, bom }: Omit<Decoded, 'text'>): Uint8Array {
  const marked = bom ? `\ufeff${text}` : text;
  if (encoding === 'utf-8') return bytesOf(marked);
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at += 1) {
    view.setUint16(at * 2, marked.charCodeAt(at), encoding === 'utf-16le');
  }
  return bytes;
}

/** The text of UTF-16 that lacks its byte-order mark, which no engine reads; null if it is none. */
export function unmarkedUtf16(bytes: Uint8Array): string | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  if (bytes[0] !== 0 && bytes[1] === 0) return utf16(bytes, 'utf-16le', false).text;
  if (bytes[0] === 0 && bytes[1] !== 0) return utf16(bytes, 'utf-16be', false).text;
  return null;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}

/** Code unit by code unit, so that lone surrogates survive; half a unit at the end shows as U+FFFD. */
function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', bom: boolean): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode(view.getUint16(at, encoding === 'utf-16le'));
  }
  return { text: bytes.length % 2 === 1 ? `${text}\ufffd` : text, encoding, bom };
}
