import { fault } from '../contract.ts';

const file = '/usr/local/share/ca-certificates/corp.crt';

/** Go reads the system's certificates once, with the first that it has to verify. */
export const systemCaNotRead = fault({
  title: 'the CA came into the system store after the engine had read it',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.pull('library/hello');
    await bench.host.writeFile(file, bench.lab.ca.private);
    await bench.host.must(['update-ca-certificates']);
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2005', subject: 'harbor.lab' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
