import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const realmPlain = fault({
  title: 'the registry names its token server with http',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer', realm: 'http://corp.lab/token' } }),
  pull: { fails: /http:\/\/corp\.lab\/token.*connection refused/ },
  cause: { code: 'DC4010', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
