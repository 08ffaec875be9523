/** A path that loses what is larger than this, and nobody says so: a black hole of its MTU. */
import type { Bench } from '../bench.ts';
import { repairedAddress } from '../bench.ts';
import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

const filter = (chain: string) => `table inet narrow { chain way { ${chain} }; }\n`;

/** From the registry to this host. */
export function losingIncoming(bench: Bench, length: number): Promise<void> {
  const rule = `ip saddr ${repairedAddress} meta length > ${length} drop;`;
  return bench.filter(filter(`type filter hook input priority 0; ${rule}`));
}

/** From this host to the registry. */
export function losingOutgoing(bench: Bench, length: number): Promise<void> {
  const rule = `ip daddr ${repairedAddress} meta length > ${length} drop;`;
  return bench.filter(filter(`type filter hook output priority 0; ${rule}`));
}

export const largePackets = fault({
  title: 'large packets from the registry are lost on the way',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await soundRegistry(bench);
    await losingIncoming(bench, 600);
  },
  pull: { fails: /TLS handshake timeout/ },
  cause: { code: 'DC1016', subject: corp },
  repair: {
    by: 'administrator',
    asked: /corp\.lab:443.*path MTU/,
    does: (bench) => bench.filter('delete table inet narrow\n'),
  },
  served: { by: 'sound', to: 'host' },
});
