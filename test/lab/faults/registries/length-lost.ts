import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const lengthLost = fault({
  title: 'something in front of the registry leaves out how long manifests are',
  image: `${corp}/hello`,
  // The containerd store does without.
  engines: ['bookworm', 'trixie', 'forky'],
  inject: corpRegistry({ headLacks: 'Content-Length' }),
  pull: { fails: /missing or empty Content-Length header/ },
  cause: { code: 'DC4017', subject: `${corp}/hello:latest` },
  repair: {
    by: 'administrator',
    asked: /corp\.lab, or whatever is in front of it, send Content-Length/,
    does: (bench) => soundRegistry(bench),
  },
  served: { by: 'sound', to: 'host' },
});
