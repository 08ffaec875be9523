import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const issuerNotCa = fault({
  title: 'the issuer of the certificate is no authority',
  image: `${corp}/hello`,
  inject: presenting('issuer-not-a-ca'),
  pull: { fails: /x509: / },
  cause: { code: 'DC2013', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
