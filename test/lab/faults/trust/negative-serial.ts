import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const negativeSerial = fault({
  title: 'the certificate has a negative serial number',
  image: `${corp}/hello`,
  inject: presenting('negative-serial'),
  pull: { fails: /negative serial/ },
  cause: { code: 'DC2014', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
