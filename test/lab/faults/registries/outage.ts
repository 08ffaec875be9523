import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const outage = fault({
  title: 'the registry answers with status 500',
  image: `${corp}/hello`,
  inject: corpRegistry({ v2: 'error', mirror: 'error' }),
  pull: { fails: /500 Internal Server Error|unknown error/ },
  cause: { code: 'DC4003', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
