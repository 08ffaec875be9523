import { fault } from '../contract.ts';

export const caMissing = fault({
  title: 'the CA of a private registry is not installed',
  image: 'harbor.lab/hello',
  inject: async () => {},
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2001', subject: 'harbor.lab' },
  repair: {
    by: 'command',
    command: /dockcfg apply --ca harbor\.lab=CA\.pem/,
    ready: (bench) => bench.host.writeFile('/CA.pem', bench.lab.ca.private),
  },
  served: { by: 'harbor', to: 'host' },
});
