import { repairedAddress } from '../bench.ts';
import { fault } from '../contract.ts';
import { addresses, corp, soundRegistry } from '../places.ts';

/** By the hosts file, whose order is the order in which Go dials. */
export const oneAddressDead = fault({
  title: 'the first of two addresses of the registry is that of a host that is down',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await soundRegistry(bench);
    const lines = [addresses.nowhere, repairedAddress].map((each) => `${each} ${corp}`);
    await bench.host.sh(`printf '%s\\n' '${lines.join("' '")}' >>/etc/hosts`);
    await bench.restart();
  },
  pull: { servedBy: 'sound' },
  cause: { code: 'DC1020', subject: corp, severity: 'warning' },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.99/,
    does: async (bench) => {
      await bench.host.sh(`sed -i '/${addresses.nowhere}/d' /etc/hosts`);
      await bench.restart();
    },
  },
  served: { by: 'sound', to: 'host' },
});
