/** auth.docker.io: gives anyone a token to pull, except from private/. */
import { addresses } from '../network.ts';
import { users } from '../users.ts';
import { program } from './program.ts';

export const auth = program({
  name: 'auth',
  address: addresses.auth,
  hostnames: ['auth.docker.io'],
  port: 443,
  server: 'token',
  tls: { by: 'public' },
  config: { user: users.hub },
});
