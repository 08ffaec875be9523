import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const expired = fault({
  title: 'the certificate has expired',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.registry({
      ...{ name: 'corp', hostnames: [corp], port: 443 },
      tls: { by: 'public', from: -30, to: -1 },
    }),
  pull: { fails: /x509: certificate has expired or is not yet valid: current time \S+ is after/ },
  cause: { code: 'DC2008', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
