import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const tokenPage = fault({
  title: 'a page answers in place of the token server',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer' }, token: { answer: 'html' } }),
  pull: { fails: /invalid character '<'|unable to decode token/ },
  cause: { code: 'DC4012', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
