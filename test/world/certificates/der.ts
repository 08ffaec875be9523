/**
 * The few DER types a certificate is made of.
 *
 * Written here and not taken from an X.509 library: the world must also make certificates that a
 * decent library refuses to make (no SAN, negative serial, SHA-1, not-a-CA issuers), must do so
 * synchronously, and the libraries tried bring twenty packages and a global polyfill for it.
 */

/** One tag-length-value; `parts` are concatenated. */
export function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

function lengthOf(size: number): number[] {
  if (size < 0x80) return [size];
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}

export const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts);
export const set = (...parts: Uint8Array[]) => tlv(0x31, ...parts);
export const octets = (...parts: Uint8Array[]) => tlv(0x04, ...parts);
export const bits = (body: Uint8Array, unused = 0) => tlv(0x03, Buffer.from([unused]), body);
export const utf8 = (text: string) => tlv(0x0c, Buffer.from(text, 'utf8'));
export const yes = () => tlv(0x01, Buffer.from([0xff]));
export const nothing = () => tlv(0x05);

/** A context-specific tag: constructed around other values, or primitive bytes. */
export const context = (tag: number, ...parts: Uint8Array[]) => tlv(0xa0 | tag, ...parts);
export const contextBytes = (tag: number, body: Uint8Array) => tlv(0x80 | tag, body);

/** Two's complement, shortest form; negative numbers are welcome. */
export function integer(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (!isSignOf(rest, bytes[0] ?? 0));
  return tlv(0x02, Buffer.from(bytes));
}

const isSignOf = (rest: bigint, top: number) =>
  (rest === 0n && top < 0x80) || (rest === -1n && top >= 0x80);

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}

/** UTCTime until 2049, GeneralizedTime after, as RFC 5280 section 4.1.2.5 wants it. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? tlv(0x17, Buffer.from(digits.slice(2)))
    : tlv(0x18, Buffer.from(digits));
}
