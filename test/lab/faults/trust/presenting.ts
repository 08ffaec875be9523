/** A registry that presents itself in some wrong way, whose authority the host trusts. */
import type { TlsKind } from '../../../world/certificates/presented.ts';
import type { Bench } from '../bench.ts';
import { corp } from '../places.ts';

/** Starts it, and installs its CA where every engine reads it. */
export function presenting(tls: TlsKind) {
  return async (bench: Bench) => {
    const images = ['hello'];
    const sites = [{ kind: 'registry', hostname: corp, port: 443, tls, images }] as const;
    await bench.world({ name: 'corp', sites });
    const ca = await bench.authorityOf('corp');
    await bench.host.writeFile(`/etc/docker/certs.d/${corp}/ca.crt`, ca);
  };
}
