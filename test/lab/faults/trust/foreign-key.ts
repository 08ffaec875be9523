import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { presenting } from './presenting.ts';

export const foreignKey = fault({
  title: 'the certificate has a key of a kind that Go does not know',
  image: `${corp}/hello`,
  inject: presenting('pss-key'),
  pull: { fails: /tls: handshake failure/ },
  cause: { code: 'DC2015', subject: corp },
  repair: {
    by: 'administrator',
    asked: /with an RSA or ECDSA key/,
    does: (bench) => soundRegistry(bench),
  },
  served: { by: 'sound', to: 'host' },
});
