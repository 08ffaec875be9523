import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const staleCa = fault({
  title: 'the CA of the registry was made anew under the same name',
  image: `${corp}/hello`,
  inject: presenting('stale-root'),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2007', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
