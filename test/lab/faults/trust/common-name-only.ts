import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const commonNameOnly = fault({
  title: 'the certificate has its name in the common name only',
  image: `${corp}/hello`,
  inject: presenting('cn-only'),
  pull: { fails: /relies on legacy Common Name field|not valid for any names/ },
  cause: { code: 'DC2011', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
