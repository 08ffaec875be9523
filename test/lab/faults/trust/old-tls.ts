import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const oldTls = fault({
  title: 'the registry speaks TLS 1.1 only',
  image: `${corp}/hello`,
  inject: presenting('tls-1.1-only'),
  pull: { fails: /protocol version|handshake failure/ },
  cause: { code: 'DC2015', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
