import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const weakKey = fault({
  title: 'the certificate has an RSA key of 1024 bits',
  image: `${corp}/hello`,
  inject: presenting('weak-key'),
  pull: { fails: /x509: |tls: / },
  cause: { code: 'DC2014', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
