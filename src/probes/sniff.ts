import { isIP } from 'node:net';
import type { Network, Wait, Wire } from '../ports/network.ts';
import { readHttpHead } from './http-head.ts';
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
  const wire = await reach();
  if (!wire) return null;
  const request = `GET /v2/ HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Go-http-client/1.1\r\nConnection: close\r\n\r\n`;
  wire.write(new TextEncoder().encode(request));
  const head = await readHttpHead(wire, wait);
  wire.close();
  if (head.kind !== 'saw') return null;
  // "You spoke HTTP to an HTTPS port" is an HTTP answer too; who answered TLS with an alert says it.
  const refusal = head.data.status === 400 || head.data.status === 426;
  return refusal && /ALERT/.test(code)
    ? null
    : `HTTP ${head.data.status} ${head.data.reason}`.trim();
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
  return { protocol: outcome.data.protocol, cipher: outcome.data.cipher };
}
