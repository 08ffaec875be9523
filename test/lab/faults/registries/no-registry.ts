import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const noRegistry = fault({
  title: 'the address is not that of a registry',
  image: `${corp}/hello`,
  inject: corpRegistry({ basePath: '/registry' }),
  pull: { fails: /404|invalid character|doctype html|not found/i },
  cause: { code: 'DC4001', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
