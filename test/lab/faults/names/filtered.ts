import { fault } from '../contract.ts';
import { soundRegistry } from '../places.ts';

export const filtered = fault({
  title: 'a firewall drops the packets to the registry',
  image: 'filtered.lab/hello',
  inject: async () => {},
  pull: { fails: /i\/o timeout|Client\.Timeout exceeded|context deadline exceeded/ },
  cause: { code: 'DC1012', subject: 'filtered.lab' },
  repair: {
    by: 'administrator',
    asked: /443.*filtered\.lab/,
    does: (bench) => soundRegistry(bench, 'filtered.lab'),
  },
  served: { by: 'sound', to: 'host' },
});
