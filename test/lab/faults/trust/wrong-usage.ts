import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const wrongUsage = fault({
  title: 'the certificate is not for servers',
  image: `${corp}/hello`,
  inject: presenting('wrong-usage'),
  pull: { fails: /incompatible key usage/ },
  cause: { code: 'DC2013', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
