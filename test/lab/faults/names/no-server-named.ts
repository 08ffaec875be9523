import { fault } from '../contract.ts';
import { addresses, nameServers } from '../places.ts';

/** A link into /run that nothing fills any more. Go then asks 127.0.0.1 (go src/net/dnsconfig_unix.go). */
export const noServerNamed = fault({
  title: 'the file that names the name servers is gone',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.must(['rm', '/etc/resolv.conf']);
    await bench.host.must(['ln', '-s', '/run/systemd/resolve/stub', '/etc/resolv.conf']);
    await bench.restart();
  },
  pull: { fails: /lookup registry-1\.docker\.io on (127\.0\.0\.1|\[::1\]):53: .*refused/ },
  cause: { code: 'DC1002', subject: '/etc/resolv.conf', severity: 'error' },
  repair: {
    by: 'person',
    told: /\/etc\/resolv\.conf/,
    does: async (bench) => {
      await bench.host.must(['rm', '/etc/resolv.conf']);
      await nameServers(bench, addresses.dns);
    },
  },
  served: { by: 'hub', to: 'host' },
});
