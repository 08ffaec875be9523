import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const reset = fault({
  title: 'a filter resets the connection at the TLS greeting',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.world({
      name: 'cut',
      sites: [{ kind: 'registry', hostname: corp, port: 443, options: { accept: 'reset' } }],
    }),
  pull: { fails: /read: connection reset by peer/ },
  cause: { code: 'DC1015', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
