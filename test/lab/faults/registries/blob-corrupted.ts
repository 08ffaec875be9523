import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobCorrupted = fault({
  title: 'the content of layers is altered',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: 'corrupted' }),
  pull: { fails: /verification failed|unexpected commit digest|invalid/ },
  cause: { code: 'DC4032', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
