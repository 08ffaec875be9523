import { fault } from '../contract.ts';

/** What filters in name servers answer; nothing has the address here, either. */
export const falseAddress = fault({
  title: 'the name server answers a false address for Docker Hub',
  image: 'library/hello',
  inject: (bench) => bench.rename('registry-1.docker.io', '10.77.0.99'),
  pull: { fails: /dial tcp 10\.77\.0\.99:443: connect: no route to host/ },
  cause: { code: 'DC1007', subject: 'registry-1.docker.io' },
  repair: {
    by: 'administrator',
    asked: /10\.77\.0\.1.*registry-1\.docker\.io/,
    does: async (bench) => {
      await bench.restoreNames();
      await bench.restart();
    },
  },
  served: { by: 'hub', to: 'host' },
});
