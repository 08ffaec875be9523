import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const manifestsForbidden = fault({
  title: 'the registry forbids the image to everybody',
  image: `${corp}/hello`,
  inject: corpRegistry({ manifestStatus: 403 }),
  pull: { fails: /403|denied|Forbidden/ },
  cause: { code: 'DC4014', subject: `${corp}/hello` },
  repair: { by: 'administrator', asked: /pull access to hello/, does: (b) => soundRegistry(b) },
  served: { by: 'sound', to: 'host' },
});
