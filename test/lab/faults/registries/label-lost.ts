import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const labelLost = fault({
  title: 'something in front of the registry labels manifests as JSON',
  image: `${corp}/hello`,
  inject: corpRegistry({ manifestLabel: 'application/json' }),
  pull: { fails: /missing signature key|could not fetch content descriptor/ },
  cause: { code: 'DC4017', subject: `${corp}/hello:latest` },
  repair: {
    by: 'administrator',
    asked: /corp\.lab.*Content-Type/,
    does: (bench) => soundRegistry(bench),
  },
  served: { by: 'sound', to: 'host' },
});
