import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

export const firstServerSilent = fault({
  title: 'the first of two name servers does not answer',
  image: 'library/hello',
  inject: (bench) => nameServers(bench, addresses.filtered, addresses.dns),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC1002', subject: addresses.filtered, severity: 'warning' },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.66/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
