import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

/** The registry's own host, on a port of the token server that the firewall does not know. */
export const realmRefused = fault({
  title: 'nothing listens on the port of the token server',
  image: `${corp}/hello`,
  inject: corpRegistry({ auth: { kind: 'bearer', realm: `https://${corp}:5001/token` } }),
  pull: { fails: /5001: connect: connection refused/ },
  cause: { code: 'DC4010', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
