import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

/** A gateway that passes on neither the challenge nor anything else that says how to log in. */
export const challengeLost = fault({
  title: 'a gateway takes the challenge out of the answers of the registry',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer', challenge: 'missing' } }),
  pull: { fails: /unauthorized|401|no basic auth|authorization failed/ },
  cause: { code: 'DC4002', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
