import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const stall = fault({
  title: 'the TLS handshake is swallowed on the way',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.world({
      name: 'silent',
      sites: [{ kind: 'registry', hostname: corp, port: 443, tls: 'stall' }],
    }),
  pull: { fails: /TLS handshake timeout/ },
  cause: { code: 'DC1016', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
