import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

/** Go passes over what is no address, and asks 127.0.0.1 (go src/net/dnsconfig_unix.go). */
export const serverByName = fault({
  title: 'resolv.conf names its server with a port, which is no address',
  image: 'library/hello',
  inject: (bench) => nameServers(bench, `${addresses.dns}:53`),
  pull: { fails: /lookup registry-1\.docker\.io on (127\.0\.0\.1|\[::1\]):53: .*refused/ },
  cause: { code: 'DC1002', subject: '/etc/resolv.conf', severity: 'error' },
  repair: {
    by: 'person',
    told: /\/etc\/resolv\.conf/,
    does: (bench) => nameServers(bench, addresses.dns),
  },
  served: { by: 'hub', to: 'host' },
});
