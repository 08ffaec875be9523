import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

export const serverSilent = fault({
  title: 'the only name server does not answer',
  image: 'library/hello',
  inject: (bench) => nameServers(bench, addresses.filtered),
  pull: { fails: /i\/o timeout|Client\.Timeout exceeded|context deadline exceeded/ },
  cause: { code: 'DC1002', subject: addresses.filtered, severity: 'error' },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.66/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
