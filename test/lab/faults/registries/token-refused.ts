import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const tokenRefused = fault({
  title: 'the registry refuses the tokens of its own token server',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer', service: 'a', announcedService: 'b' } }),
  pull: { fails: /unauthorized|authorization failed|401|denied/ },
  cause: { code: 'DC4008', subject: corp },
  repair: { by: 'administrator', asked: /service b/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
