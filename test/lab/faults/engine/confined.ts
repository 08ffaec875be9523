/** Units that give the engine another world than everybody else on the host has. */
import type { Bench } from '../bench.ts';
import { addresses, corp, soundRegistry } from '../places.ts';

const name = 'confined';

export const image = `${corp}/hello`;
export const served = { by: 'sound', to: 'host' } as const;
export const resolvConf = '/srv/engine-resolv.conf';

/** A registry that works, and an engine whose unit has these settings. */
export function confined(...settings: readonly string[]) {
  return async (bench: Bench) => {
    await soundRegistry(bench);
    await bench.host.writeFile(resolvConf, `nameserver ${addresses.filtered}\n`);
    await bench.host.dropIn(name, `[Service]\n${settings.join('\n')}\n`);
    await bench.restart();
  };
}

/** What the person at the host does about it. */
export async function released(bench: Bench): Promise<void> {
  await bench.host.dropIn(name, '[Service]\n');
  await bench.restart();
}
