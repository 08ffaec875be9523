import { fault } from '../contract.ts';

const file = '/usr/local/share/ca-certificates/corp.crt';

export const systemCaNotUpdated = fault({
  title: 'the CA was laid into the system folder, and the bundle not made anew',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.host.writeFile(file, bench.lab.ca.private);
    await bench.restart();
  },
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2026', subject: file },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
