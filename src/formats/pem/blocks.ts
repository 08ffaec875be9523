import { decode, unmarkedUtf16 } from '../encoding.ts';
import { placeAt } from '../text.ts';

/** What stands between a BEGIN and an END line. */
export interface PemBlock {
  readonly label: string;
  /** null: the base64 between them is damaged, or END is missing */
  readonly der: Uint8Array | null;
  /** headers of the old form say that the key is encrypted */
  readonly encrypted: boolean;
  /** 1-based */
  readonly line: number;
}

/** The text of a PEM file in whatever encoding an editor left it. */
export function readableText(bytes: Uint8Array): string {
  return unmarkedUtf16(bytes) ?? decode(bytes).text;
}

/** Every PEM block of a text, indented or not, whatever stands around them. Source: RFC 7468. */
export function pemBlocks(text: string): PemBlock[] {
  const begins = /-----BEGIN ([^\n\r-]+)-----/g;
  return [...text.matchAll(begins)].map((begin) => {
    const label = (begin[1] ?? '').trim();
    const from = begin.index + begin[0].length;
    const until = text.indexOf(`-----END ${label}-----`, from);
    const next = text.indexOf('-----BEGIN ', from);
    const isOpen = until < 0 || (next >= 0 && next < until);
    const body = isOpen ? '' : text.slice(from, until);
    const { line } = placeAt(text, begin.index);
    return { label, der: decoded(body), encrypted: /ENCRYPTED/.test(body), line };
  });
}

function decoded(body: string): Uint8Array | null {
  const base64 = body.replace(/^[A-Za-z0-9-]+:.*$/gm, '').replace(/\s/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return null;
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
