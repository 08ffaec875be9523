import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobTruncated = fault({
  title: 'layers break off half way',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: 'truncated' }),
  pull: { fails: /unexpected EOF|EOF/ },
  cause: { code: 'DC4031', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
