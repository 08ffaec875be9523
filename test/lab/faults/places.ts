/** What several faults have in common: addresses, and a registry that is as it should be. */
import { addresses } from '../network.ts';
import type { Bench } from './bench.ts';
import { ownAddress, repairedAddress } from './bench.ts';

/** A company's registry that a fault starts itself. */
export const corp = 'corp.lab';

/** The registry as its administrator leaves it: reachable, with a public certificate. */
export async function soundRegistry(bench: Bench, hostname = corp, port = 443): Promise<void> {
  const place = { name: 'sound', address: repairedAddress, hostnames: [hostname], port };
  await bench.registry({ ...place, tls: { by: 'public' } });
}

/**
 * The host's resolver asks these name servers, in this order. Go looks at /etc/resolv.conf and
 * /etc/hosts every five seconds only (go src/net/dnsclient_unix.go, hosts.go), hence the restart.
 */
export async function nameServers(bench: Bench, ...servers: string[]): Promise<void> {
  const lines = servers.map((server) => `nameserver ${server}\n`);
  await bench.host.writeFile('/etc/resolv.conf', lines.join(''));
  await bench.restart();
}

export { addresses, ownAddress };
