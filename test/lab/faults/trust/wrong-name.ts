import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const wrongName = fault({
  title: 'the certificate is for another name',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.registry({
      ...{ name: 'corp', hostnames: [corp], port: 443 },
      tls: { by: 'public', names: ['elsewhere.lab'] },
    }),
  pull: { fails: /x509: certificate is valid for elsewhere\.lab, not corp\.lab/ },
  cause: { code: 'DC2010', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
