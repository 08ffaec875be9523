import { fault } from '../contract.ts';
import { addresses } from '../places.ts';

/** Docker Hub itself is let through, and the host that gives its tokens is not. */
export const hubTokensBlocked = fault({
  title: 'a firewall refuses the token server of Docker Hub',
  image: 'library/hello',
  inject: (bench) => bench.host.block([addresses.auth]),
  pull: { fails: /dial tcp 44\.205\.64\.11:443: connect: connection refused/ },
  cause: { code: 'DC4011', subject: 'auth.docker.io' },
  repair: {
    by: 'administrator',
    asked: /auth\.docker\.io/,
    does: (bench) => bench.host.unblock(),
  },
  served: { by: 'hub', to: 'host' },
});
