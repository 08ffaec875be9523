import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const noToken = fault({
  title: 'the token server answers without a token',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer' }, token: { answer: 'no-token' } }),
  pull: { fails: /did not include a token|token/ },
  cause: { code: 'DC4012', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
