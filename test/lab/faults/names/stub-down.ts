import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

export const stubDown = fault({
  title: 'resolv.conf leads to systemd-resolved, which does not run',
  image: 'library/hello',
  inject: (bench) => nameServers(bench, '127.0.0.53'),
  pull: { fails: /on 127\.0\.0\.53:53: .*connection refused/ },
  cause: { code: 'DC1002', subject: '127.0.0.53', severity: 'error' },
  repair: {
    by: 'person',
    told: /set another server in \/etc\/resolv\.conf/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
