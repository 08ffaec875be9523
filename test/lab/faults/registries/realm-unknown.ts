import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const realmUnknown = fault({
  title: 'the registry names a token server that does not exist',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer', realm: 'https://tokens.lab/token' } }),
  pull: { fails: /lookup tokens\.lab.*no such host/ },
  cause: { code: 'DC4011', subject: 'tokens.lab' },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
