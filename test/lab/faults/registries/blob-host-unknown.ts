import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const blobHostUnknown = fault({
  title: 'the registry sends for blobs to a name that does not exist',
  image: `${corp}/hello`,
  inject: corpRegistry({ blobs: { redirect: 'https://blobs.lab' } }),
  pull: { fails: /lookup blobs\.lab.*no such host/ },
  cause: { code: 'DC4030', subject: 'blobs.lab' },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
