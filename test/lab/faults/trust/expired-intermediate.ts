import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const expiredIntermediate = fault({
  title: 'the intermediate certificate has expired',
  image: `${corp}/hello`,
  inject: presenting('expired-intermediate'),
  pull: { fails: /certificate has expired/ },
  cause: { code: 'DC2008', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
