import { fault } from '../contract.ts';
import { addresses, corp, soundRegistry } from '../places.ts';

export const staleHostsFile = fault({
  title: 'the hosts file still has the old address of the registry',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await soundRegistry(bench);
    await bench.host.sh(`echo '${addresses.dns} ${corp}' >>/etc/hosts`);
    await bench.restart();
  },
  pull: { fails: /dial tcp 10\.77\.0\.1:443: connect: connection refused/ },
  cause: { code: 'DC1006', subject: corp },
  repair: {
    by: 'person',
    told: /\/etc\/hosts/,
    does: async (bench) => {
      await bench.host.sh(`sed -i '/${corp}/d' /etc/hosts`);
      await bench.restart();
    },
  },
  served: { by: 'sound', to: 'host' },
});
