import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const realmUntrusted = fault({
  title: 'the token server has a CA that is not installed',
  image: `${corp}/hello`,
  inject: corpRegistry(
    { auth: { kind: 'bearer', realm: 'https://tokens.lab:8444/token' } },
    { kind: 'tokens', hostname: 'tokens.lab', port: 8444, tls: 'private-ca' },
  ),
  pull: { fails: /tokens\.lab:8444.*x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2001', subject: 'tokens.lab:8444' },
  repair: { by: 'administrator', asked: /tokens\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
