import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const notYetValid = fault({
  title: 'the certificate begins in the future',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.registry({
      ...{ name: 'corp', hostnames: [corp], port: 443 },
      tls: { by: 'public', from: 30, to: 60 },
    }),
  pull: { fails: /x509: certificate has expired or is not yet valid: current time \S+ is before/ },
  cause: { code: 'DC2009', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
