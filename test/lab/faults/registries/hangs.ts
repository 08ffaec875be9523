import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const hangs = fault({
  title: 'the registry does not answer requests',
  image: `${corp}/hello`,
  // The containerd store tries five times and more, for half a minute each.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: corpRegistry({ distort: { stage: 'v2', how: 'hang' }, mirror: 'hang' }),
  pull: { fails: /Client\.Timeout exceeded|timeout awaiting response headers|deadline/ },
  cause: { code: 'DC4004', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
