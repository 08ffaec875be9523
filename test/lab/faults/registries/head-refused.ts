import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const headRefused = fault({
  title: 'a gateway lets no HEAD through to the registry',
  image: `${corp}/hello`,
  // The classic store goes on with GET, whatever HEAD was answered.
  engines: ['forky-containerd'],
  inject: corpRegistry({ headStatus: 403 }),
  pull: { fails: /403/ },
  cause: { code: 'DC4005', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
