import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const oldCiphers = fault({
  title: 'the registry offers old ciphers only',
  image: `${corp}/hello`,
  inject: presenting('old-ciphers-only'),
  pull: { fails: /handshake failure/ },
  cause: { code: 'DC2015', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
