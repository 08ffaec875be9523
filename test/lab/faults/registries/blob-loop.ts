import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobLoop = fault({
  title: 'the registry sends for blobs in circles',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: 'redirect-loop' }),
  pull: { fails: /stopped after 10 redirects/ },
  cause: { code: 'DC4031', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
