import type { ProxyUrl } from '../domain/desired.ts';
import { joinHostPort } from '../domain/host-port.ts';
import type { Outcome } from '../domain/outcome.ts';
import { formatProxyUrl } from '../domain/proxy-url.ts';
import type { Wait, Wire } from '../ports/network.ts';
import { readHttpHead } from './http-head.ts';
import type { ProxySeen } from './seen.ts';

/** The engine gives CONNECT a minute (golang/go net/http transport.go); we have less. */
export const connectDeadlineMs = 5_000;

/**
 * Asks an HTTP proxy for a tunnel, with the very request Go sends.
 * @returns what the proxy answered, whatever the status; after 200 the wire is the tunnel
 * @see golang/go src/net/http/transport.go dialConn
 */
export async function askForTunnel(
  wire: Wire,
  target: { readonly proxy: ProxyUrl; readonly host: string; readonly port: number },
  wait: Wait,
): Promise<Outcome<ProxySeen>> {
  const authority = joinHostPort(target.host, target.port);
  const authorization = proxyAuthorization(target.proxy);
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    'User-Agent: Go-http-client/1.1',
    ...(authorization ? [`Proxy-Authorization: ${authorization}`] : []),
  ];
  wire.write(new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`));
  const head = await readHttpHead(wire, wait);
  if (head.kind !== 'saw') return head;
  const { status, reason, headers } = head.data;
  const offered = headers.filter(([name]) => name === 'proxy-authenticate');
  const data: ProxySeen = {
    proxy: formatProxyUrl(target.proxy, { withPassword: false }),
    protocol: 'connect',
    status,
    reason,
    schemes: [...new Set(offered.map(([, value]) => value.split(/[\s,]/, 1)[0] ?? ''))],
    sentCredentials: authorization !== null,
  };
  return { kind: 'saw', data, ms: head.ms };
}

/** The Basic credentials of a proxy URL's userinfo, for the one header they belong in. */
export function proxyAuthorization(proxy: ProxyUrl): string | null {
  if (proxy.username === undefined) return null;
  const pair = `${proxy.username}:${proxy.password?.reveal() ?? ''}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}
