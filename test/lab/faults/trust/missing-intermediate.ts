import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const missingIntermediate = fault({
  title: 'the registry does not send its intermediate certificate',
  image: `${corp}/hello`,
  inject: presenting('missing-intermediate'),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2006', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
