import { fault } from '../contract.ts';
import { addresses, nameServers, ownAddress } from '../places.ts';

export const serverFails = fault({
  title: 'the name server fails',
  image: 'library/hello',
  inject: async (bench) => {
    const options = { everything: 'servfail' as const };
    await bench.world({ name: 'failing', sites: [{ kind: 'dns', port: 53, options }] });
    await nameServers(bench, ownAddress);
  },
  pull: { fails: /lookup registry-1\.docker\.io.*server misbehaving/ },
  cause: { code: 'DC1003', subject: ownAddress },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.40/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
