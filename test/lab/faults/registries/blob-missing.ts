import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobMissing = fault({
  title: 'the registry has lost the layers',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: 'missing' }),
  pull: { fails: /unknown blob|blob unknown|not found/ },
  cause: { code: 'DC4031', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
