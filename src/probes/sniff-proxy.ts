import { isIP } from 'node:net';
import type { Network, Wait, Wire } from '../ports/network.ts';
import { readHttpHead } from './http-head.ts';

export type ProxyScheme = 'http' | 'https' | 'socks5';

export interface ProxySniffWishes {
  /** the proxy's own name */
  readonly host: string;
  readonly network: Network;
  readonly wait: Wait;
}

/**
 * Finds out how a proxy wants to be spoken to that did not answer as its URL says: each way is
 * tried on a connection of its own, and none of them carries credentials.
 * @returns the scheme its URL should have; null when it answers to none
 */
export async function sniffProxy(
  reach: () => Promise<Wire | null>,
  wishes: ProxySniffWishes,
): Promise<ProxyScheme | null> {
  const tries = [speaksTls, speaksSocks, speaksHttp].map(async (speaks) => {
    const wire = await reach();
    if (!wire) return null;
    const scheme = await speaks(wire, wishes);
    wire.close();
    return scheme;
  });
  const answers = await Promise.all(tries);
  // A TLS port may answer plain HTTP with a complaint, so what speaks TLS is asked for first.
  return answers.find((scheme) => scheme !== null) ?? null;
}

async function speaksTls(
  wire: Wire,
  { host, network, wait }: ProxySniffWishes,
): Promise<ProxyScheme | null> {
  const serverName = isIP(host) === 0 ? host : null;
  const hello = { serverName, offer: 'anything' as const, client: null };
  const outcome = await network.secure(wire, hello, wait);
  if (outcome.kind !== 'saw') return null;
  outcome.data.wire.close();
  return 'https';
}

/** RFC 1928 §3: the version and a method, whether or not one of those offered is taken. */
async function speaksSocks(wire: Wire, { wait }: ProxySniffWishes): Promise<ProxyScheme | null> {
  wire.write(new Uint8Array([5, 1, 0]));
  const read = await wire.read(wait);
  if (read.kind !== 'saw' || !read.data) return null;
  const [version, method] = read.data;
  return version === 5 && [0, 255, undefined].includes(method) ? 'socks5' : null;
}

async function speaksHttp(wire: Wire, { wait }: ProxySniffWishes): Promise<ProxyScheme | null> {
  const request = 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
  wire.write(new TextEncoder().encode(request));
  const head = await readHttpHead(wire, wait);
  return head.kind === 'saw' ? 'http' : null;
}
