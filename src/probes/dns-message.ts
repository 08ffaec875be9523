/** The two record types Go's resolver asks for. */
export type DnsType = 'A' | 'AAAA';

export interface DnsReply {
  readonly id: number;
  /** RFC 1035 §4.1.1: 0 answered, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED */
  readonly rcode: number;
  readonly truncated: boolean;
  /** literal addresses of the type asked for, aliases followed by the server */
  readonly addresses: readonly string[];
  /** canonical names on the way, in the order answered */
  readonly aliases: readonly string[];
}

const typeNumbers = { A: 1, AAAA: 28 } as const;
const cnameNumber = 5;

/**
 * A recursive question as bytes (RFC 1035 §4), with the EDNS0 record that Go sends so that
 * answers up to 1232 bytes fit a datagram (golang/go src/net/dnsclient_unix.go newRequest).
 * @returns null when the name cannot be asked for: a label over 63 bytes, or 255 in all
 */
export function encodeQuestion(id: number, name: string, type: DnsType): Uint8Array | null {
  const labels = name.replace(/\.$/, '').split('.');
  const bytes = labels.map((label) => new TextEncoder().encode(label));
  const length = bytes.reduce((sum, label) => sum + label.length + 1, 1);
  if (length > 255 || bytes.some((label) => label.length === 0 || label.length > 63)) return null;
  const question = [...bytes.flatMap((label) => [label.length, ...label]), 0];
  return new Uint8Array([
    ...[...word(id), 0x01, 0x00, ...word(1), ...word(0), ...word(0), ...word(1)],
    ...[...question, ...word(typeNumbers[type]), ...word(1)],
    ...[0, ...word(41), ...word(1232), 0, 0, 0, 0, ...word(0)],
  ]);
}

/**
 * Reads an answer; null when the bytes are no DNS answer. Every length is checked and name
 * pointers may only be followed a bounded number of times, since anybody can send a datagram.
 */
export function decodeReply(bytes: Uint8Array, type: DnsType): DnsReply | null {
  try {
    return readReply(bytes, type);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readReply(bytes: Uint8Array, type: DnsType): DnsReply | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint16(2);
  if ((flags & 0x8000) === 0) return null;
  let offset = 12;
  for (let left = view.getUint16(4); left > 0; left--) offset = nameEnd(view, offset) + 4;
  const addresses: string[] = [];
  const aliases: string[] = [];
  const truncated = (flags & 0x0200) !== 0;
  for (let left = view.getUint16(6); left > 0 && offset < view.byteLength; left--) {
    const record = readRecord(view, offset);
    offset = record.end;
    if (record.type === cnameNumber) aliases.push(readName(view, record.data));
    if (record.type === typeNumbers[type]) addresses.push(readAddress(view, record.data, type));
  }
  return { id: view.getUint16(0), rcode: flags & 0x000f, truncated, addresses, aliases };
}

function readRecord(view: DataView, offset: number): { type: number; data: number; end: number } {
  const fixed = nameEnd(view, offset);
  const data = fixed + 10;
  const end = data + view.getUint16(fixed + 8);
  if (end > view.byteLength) throw new RangeError('record beyond the end');
  return { type: view.getUint16(fixed), data, end };
}

function readAddress(view: DataView, offset: number, type: DnsType): string {
  if (type === 'A') return [0, 1, 2, 3].map((at) => view.getUint8(offset + at)).join('.');
  const groups = [0, 2, 4, 6, 8, 10, 12, 14].map((at) => view.getUint16(offset + at));
  return shortestV6(groups.map((group) => group.toString(16)));
}

/** RFC 5952: the longest run of zeros, if longer than one group, becomes `::`. */
function shortestV6(groups: readonly string[]): string {
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)];
  const longest = runs.toSorted((a, b) => b[0].length - a[0].length)[0];
  const text = groups.join(':');
  if (!longest) return text;
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** Where a name ends that starts here, without following its pointer. */
function nameEnd(view: DataView, start: number): number {
  let offset = start;
  for (;;) {
    const length = view.getUint8(offset);
    if (length === 0) return offset + 1;
    if ((length & 0xc0) === 0xc0) return offset + 2;
    offset += length + 1;
  }
}

function readName(view: DataView, start: number): string {
  const labels: string[] = [];
  let offset = start;
  for (let jumps = 0; jumps < maxJumps; ) {
    const length = view.getUint8(offset);
    if (length === 0) break;
    if ((length & 0xc0) === 0xc0) {
      offset = view.getUint16(offset) & 0x3fff;
      jumps++;
      continue;
    }
    labels.push(readText(view, offset + 1, length));
    offset += length + 1;
    if (labels.length > 127) throw new RangeError('too many labels');
  }
  return labels.join('.');
}

/** golang.org/x/net/dns/dnsmessage allows ten pointers in one name. */
const maxJumps = 10;

function readText(view: DataView, start: number, length: number): string {
  const bytes: number[] = [];
  for (let at = 0; at < length; at++) bytes.push(view.getUint8(start + at));
  // Names are shown to people: anything that is not a plain character becomes a mark.
  return String.fromCharCode(...bytes.map((byte) => (byte > 0x20 && byte < 0x7f ? byte : 0x3f)));
}

function word(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}
