import type { Severity } from '../domain/finding.ts';
import { joinHostPort } from '../domain/host-port.ts';
import type { RouteSeen } from './evidence.ts';
import { isPublicRegistry } from './inspectors.ts';
import { dialledOf, type HopSight, hopSights } from './sights.ts';

/** A hop that goes through a proxy, with the proxy's own name. */
export interface ProxySight extends HopSight {
  /** masked URL */
  readonly proxy: string;
  /** `host:port` of the proxy */
  readonly at: string;
}

export function proxySights(routes: readonly RouteSeen[]): readonly ProxySight[] {
  return hopSights(routes).flatMap((sight) => {
    const { proxy } = sight.hop;
    if (proxy === null) return [];
    const { host, port } = dialledOf(sight.hop);
    return [{ ...sight, proxy, at: joinHostPort(host, port) }];
  });
}

/**
 * Direct hops that did not even connect: what a missing proxy looks like. A refusal is the host's
 * own business, unless the host is a public registry: then a firewall refuses for it.
 */
export function unreachedDirectly(routes: readonly RouteSeen[]): readonly HopSight[] {
  return hopSights(routes).filter(
    ({ hop }) =>
      hop.proxy === null &&
      (hop.dns.kind === 'failed' ||
        (hop.tcp.kind === 'failed' &&
          (hop.tcp.code !== 'ECONNREFUSED' || isPublicRegistry(hop.host))) ||
        (hop.tls.kind === 'failed' && hop.tls.code === 'ECONNRESET')),
  );
}

/** What a proxy that is missing there comes to: an error only where a pull fails by it. */
export function gravest(sights: readonly HopSight[]): Severity {
  return sights.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** The stage at which a hop stopped before TLS was through. */
export function stoppedAt({ hop }: HopSight): 'dns' | 'tcp' | 'proxy' | 'tls' {
  if (hop.dns.kind === 'failed') return 'dns';
  if (hop.tcp.kind === 'failed') return 'tcp';
  return hop.tunnel.kind === 'failed' ? 'proxy' : 'tls';
}
