import type { Network, Wait, Wire } from '../ports/network.ts';
import { readHttpHead } from './http-head.ts';
import type { SniffSeen } from './seen.ts';

/**
 * Finds out what a port speaks that would not speak TLS as the engine does: plain HTTP, or an
 * older TLS. Each question needs a connection of its own.
 */
export async function sniff(
  network: Network,
  reach: () => Promise<Wire | null>,
  { host, wait }: { readonly host: string; readonly wait: Wait },
): Promise<SniffSeen> {
  const [plainHttp, oldTls] = await Promise.all([
    sniffPlainHttp(reach, host, wait),
    sniffOldTls(network, reach, { host, wait }),
  ]);
  return { plainHttp, oldTls };
}

async function sniffPlainHttp(
  reach: () => Promise<Wire | null>,
  host: string,
  wait: Wait,
): Promise<string | null> {
  const wire = await reach();
  if (!wire) return null;
  const request = `GET /v2/ HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Go-http-client/1.1\r\nConnection: close\r\n\r\n`;
  wire.write(new TextEncoder().encode(request));
  const head = await readHttpHead(wire, wait);
  wire.close();
  if (head.kind !== 'saw') return null;
  // "You spoke HTTP to an HTTPS port" is an HTTP answer too; it comes from a TLS server.
  const refusal = head.data.status === 400 || head.data.status === 426;
  return refusal ? null : `HTTP ${head.data.status} ${head.data.reason}`.trim();
}

async function sniffOldTls(
  network: Network,
  reach: () => Promise<Wire | null>,
  { host, wait }: { readonly host: string; readonly wait: Wait },
): Promise<SniffSeen['oldTls']> {
  const wire = await reach();
  if (!wire) return null;
  const hello = { serverName: host, offer: 'anything' as const, client: null };
  const outcome = await network.secure(wire, hello, wait);
  wire.close();
  if (outcome.kind !== 'saw') return null;
  outcome.data.wire.close();
  return { protocol: outcome.data.protocol, cipher: outcome.data.cipher };
}
