import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

export const serverAbsent = fault({
  title: 'nothing listens on the port of the name server',
  image: 'library/hello',
  inject: (bench) => nameServers(bench, addresses.harbor),
  pull: { fails: /read udp .*->10\.77\.0\.14:53: (read: connection refused|i\/o timeout)/ },
  cause: { code: 'DC1002', subject: addresses.harbor },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.14/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
