import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const noDnsSource = fault({
  title: 'nsswitch.conf leaves the name servers out',
  image: `${corp}/hello`,
  inject: async (bench) => {
    await soundRegistry(bench);
    await bench.host.writeFile('/etc/nsswitch.conf', 'hosts: files\n');
    await bench.restart();
  },
  pull: { fails: /lookup corp\.lab: no such host|corp\.lab: no suitable address found/ },
  cause: { code: 'DC1008', subject: '/etc/nsswitch.conf' },
  repair: {
    by: 'person',
    told: /hosts: files dns/,
    does: async (bench) => {
      await bench.host.writeFile('/etc/nsswitch.conf', 'hosts: files dns\n');
      await bench.restart();
    },
  },
  served: { by: 'sound', to: 'host' },
});
