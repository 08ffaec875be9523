import type { Outcome } from '../domain/outcome.ts';
import type { Wait, Wire } from '../ports/network.ts';

/** The first lines of an HTTP answer, up to the empty one. */
export interface HttpHead {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A proxy's answer to CONNECT is a few hundred bytes; more than this is no proxy. */
const maxHeadBytes = 16 * 1024;

/**
 * Reads the head of an HTTP answer from a wire and gives what came after it back to the wire.
 * @returns failed `NOT_HTTP` when other bytes come (detail: the first of them, in hex)
 */
export async function readHttpHead(wire: Wire, wait: Wait): Promise<Outcome<HttpHead>> {
  let heard = new Uint8Array();
  let ms = 0;
  for (;;) {
    const read = await wire.read(wait);
    if (read.kind !== 'saw') return read;
    ms += read.ms;
    if (!read.data) return { kind: 'failed', code: 'ECONNRESET', detail: 'closed', ms };
    heard = new Uint8Array([...heard, ...read.data]);
    if (!looksLikeHttp(heard)) return { kind: 'failed', code: 'NOT_HTTP', detail: hex(heard), ms };
    const end = endOfHead(heard);
    if (end !== null) {
      if (end < heard.length) wire.unread(heard.slice(end));
      return parseHead(new TextDecoder('latin1').decode(heard.slice(0, end)), ms);
    }
    if (heard.length > maxHeadBytes) {
      return { kind: 'failed', code: 'UND_ERR_HEADERS_OVERFLOW', detail: '', ms };
    }
  }
}

function looksLikeHttp(bytes: Uint8Array): boolean {
  return [...'HTTP/'].every(
    (letter, at) => bytes[at] === undefined || bytes[at] === letter.charCodeAt(0),
  );
}

function endOfHead(bytes: Uint8Array): number | null {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 10) continue;
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return null;
}

function parseHead(text: string, ms: number): Outcome<HttpHead> {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const match = /^HTTP\/1\.[01] (\d{3})(?: (.*))?$/.exec(first);
  if (!match) return { kind: 'failed', code: 'NOT_HTTP', detail: first.slice(0, 80), ms };
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    if (colon <= 0) return [];
    return [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const];
  });
  return {
    kind: 'saw',
    data: { status: Number(match[1]), reason: (match[2] ?? '').slice(0, 200), headers },
    ms,
  };
}

function hex(bytes: Uint8Array): string {
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
