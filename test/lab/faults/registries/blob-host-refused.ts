import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobHostRefused = fault({
  title: 'nothing listens on the host that blobs come from',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: { redirect: 'https://cdn.lab:9443' } }),
  pull: { fails: /9443: connect: connection refused/ },
  cause: { code: 'DC4030', subject: 'cdn.lab:9443' },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
