import { isIP } from 'node:net';
import type { Network, Wait, Wire } from '../ports/network.ts';
import { parseCertificate } from './certificate.ts';
import { type HttpHead, readHttpHead } from './http-head.ts';
import type { SniffSeen } from './seen.ts';

export interface SniffWishes {
  readonly host: string;
  /** code of the handshake that failed */
  readonly code: string;
  readonly wait: Wait;
}

/**
 * Finds out what a port speaks that would not speak TLS as the engine does: plain HTTP, or an
 * older TLS. Each question needs a connection of its own.
 */
export async function sniff(
  network: Network,
  reach: () => Promise<Wire | null>,
  wishes: SniffWishes,
): Promise<SniffSeen> {
  const [plainHttp, oldTls] = await Promise.all([
    sniffPlainHttp(reach, wishes),
    sniffOldTls(network, reach, wishes),
  ]);
  return { plainHttp, oldTls };
}

async function sniffPlainHttp(
  reach: () => Promise<Wire | null>,
  { host, code, wait }: SniffWishes,
): Promise<string | null> {
  const words = [greeting(host), broken].map((text) => new TextEncoder().encode(text));
  const answers = await Promise.all(words.map((bytes) => answerTo(bytes, { reach, wait })));
  const head = answers.find((answer) => answer !== null) ?? null;
  if (head === null) return null;
  // "You spoke HTTP to an HTTPS port" is an HTTP answer too. Who answered TLS with an alert says it,
  // and so does one to whom a large packet of the handshake never came.
  const refusal = head.status === 400 || head.status === 426;
  return refusal && /ALERT|DEADLINE/.test(code)
    ? null
    : `HTTP ${head.status} ${head.reason}`.trim();
}

function greeting(host: string): string {
  return `GET /v2/ HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Go-http-client/1.1\r\nConnection: close\r\n\r\n`;
}

/** Who drops requests that he does not like may still complain about what is none, in HTTP. */
const broken = '\u0016\u0003\u0001\r\n\r\n';

async function answerTo(
  bytes: Uint8Array,
  { reach, wait }: { readonly reach: () => Promise<Wire | null>; readonly wait: Wait },
): Promise<HttpHead | null> {
  const wire = await reach();
  if (!wire) return null;
  wire.write(bytes);
  const head = await readHttpHead(wire, wait);
  wire.close();
  return head.kind === 'saw' ? head.data : null;
}

async function sniffOldTls(
  network: Network,
  reach: () => Promise<Wire | null>,
  { host, wait }: SniffWishes,
): Promise<SniffSeen['oldTls']> {
  const wire = await reach();
  if (!wire) return null;
  const serverName = isIP(host) === 0 ? host : null;
  const hello = { serverName, offer: 'anything' as const, client: null };
  const outcome = await network.secure(wire, hello, wait);
  if (outcome.kind !== 'saw') return null;
  outcome.data.wire.close();
  const { protocol, cipher, chain } = outcome.data;
  const kind = chain[0] ? parseCertificate(chain[0])?.x509.publicKey.asymmetricKeyType : undefined;
  const isForeign = kind !== undefined && !goKeys.has(kind);
  return { protocol, cipher, ...(isForeign ? { foreignKey: kind } : {}) };
}

/** What Go signs handshakes with (golang/go src/crypto/tls/auth.go legacyTypeAndHashFromPublicKey). */
const goKeys: ReadonlySet<string> = new Set(['rsa', 'ec', 'ed25519']);
