import { fault } from '../contract.ts';
import { addresses } from '../places.ts';

const drop =
  'table inet dns { chain in { type filter hook input priority 0; udp sport 53 drop; }; }';

export const udpFiltered = fault({
  title: 'a firewall drops UDP to the name server',
  image: 'library/hello',
  inject: (bench) => bench.filter(drop),
  pull: { fails: /i\/o timeout|Client\.Timeout exceeded|context deadline exceeded/ },
  cause: { code: 'DC1004', subject: addresses.dns },
  repair: {
    by: 'administrator',
    asked: /UDP.*10\.77\.0\.1|10\.77\.0\.1.*UDP/,
    does: (bench) => bench.filter('delete table inet dns'),
  },
  served: { by: 'hub', to: 'host' },
});
