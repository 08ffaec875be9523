import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const sha1Signature = fault({
  title: 'the certificate is signed with SHA-1',
  image: `${corp}/hello`,
  inject: presenting('sha1'),
  pull: { fails: /x509: / },
  cause: { code: 'DC2014', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
