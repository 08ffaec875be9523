import { fault } from '../contract.ts';

export const hubBlocked = fault({
  title: 'a firewall refuses connections to Docker Hub',
  image: 'library/hello',
  inject: (bench) => bench.blockHub(),
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC1011', subject: 'registry-1.docker.io' },
  repair: {
    by: 'administrator',
    asked: /registry-1\.docker\.io/,
    does: (bench) => bench.host.unblock(),
  },
  served: { by: 'hub', to: 'host' },
});
