/** One DER element. */
export interface DerElement {
  /** identifier octet: class, constructed bit and number, e.g. 0x30 for SEQUENCE */
  readonly tag: number;
  readonly content: Uint8Array;
  /** the element with its header */
  readonly whole: Uint8Array;
}

/**
 * Reads the element at an offset; null where the bytes are no DER. Tags above 30 and lengths above
 * four octets, which no certificate holds, count as none. Source: ITU-T X.690, 8.1 and 10.1.
 */
export function derAt(bytes: Uint8Array, offset: number): DerElement | null {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 4) return null;
  let length = octets === 0 ? first : 0;
  for (let at = 0; at < octets; at += 1) length = length * 256 + (bytes[offset + 2 + at] ?? 0);
  const start = offset + 2 + octets;
  if (start + length > bytes.length) return null;
  const content = bytes.subarray(start, start + length);
  return { tag, content, whole: bytes.subarray(offset, start + length) };
}

/** The elements of a constructed one, in order; null where they are no DER. */
export function derChildren(content: Uint8Array): DerElement[] | null {
  const children: DerElement[] = [];
  for (let at = 0; at < content.length; ) {
    const child = derAt(content, at);
    if (!child) return null;
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

/** An OBJECT IDENTIFIER's content in dotted form. */
export function derOid(content: Uint8Array): string {
  const arcs: number[] = [];
  let value = 0;
  for (const octet of content) {
    value = value * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(value / 40)));
    arcs.push(arcs.length === 1 ? value - (arcs[0] ?? 0) * 40 : value);
    value = 0;
  }
  return arcs.join('.');
}

/** UTCTime or GeneralizedTime as ISO 8601; null where it is neither. */
export function derTime({ tag, content }: DerElement): string | null {
  const text = new TextDecoder('latin1').decode(content);
  const short = /^(\d\d)(\d{4})(\d{4})(\d\d)Z$/.exec(text);
  const century = Number(short?.[1]) >= 50 ? '19' : '20';
  const full = tag === 0x17 && short ? century + text : text;
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
