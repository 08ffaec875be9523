import type { Outcome } from '../../domain/outcome.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import type { ProxyDecision } from '../../domain/route.ts';
import type { Wait, Wire } from '../../ports/network.ts';
import { askForTunnel } from '../../probes/proxy-connect.ts';
import { askSocks } from '../../probes/proxy-socks.ts';
import type { ProxySeen } from '../../probes/seen.ts';
import type { HopTarget } from './hop.ts';

/** Asks a proxy for a way through to the host. */
export function askProxy(
  target: Omit<HopTarget, 'proxy'> & { readonly proxy: NonNullable<ProxyDecision['proxy']> },
  wire: Wire,
  wait: Wait,
): Promise<Outcome<ProxySeen>> | Outcome<ProxySeen> {
  const { proxy } = target;
  if (proxy.scheme.startsWith('socks')) return askSocks(wire, target, wait);
  if (target.scheme === 'https') return askForTunnel(wire, target, wait);
  // Plain HTTP is not tunnelled: the request itself names the registry (RFC 9112 §3.2.2).
  const data: ProxySeen = {
    proxy: formatProxyUrl(proxy, { withPassword: false }),
    protocol: 'absolute-form',
    status: null,
    reason: '',
    schemes: [],
    sentCredentials: proxy.username !== undefined,
  };
  return { kind: 'saw', data, ms: 0 };
}

/** Whether the proxy's answer opened a way through. */
export function isTunnel({ protocol, status }: ProxySeen): boolean {
  if (protocol === 'absolute-form') return true;
  return protocol === 'socks5' ? status === 0 : status === 200;
}
