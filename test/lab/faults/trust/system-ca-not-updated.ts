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
  cause: { code: 'DC2027', subject: file },
  repair: {
    by: 'person',
    told: /update-ca-certificates/,
    does: async (bench) => {
      await bench.host.must(['update-ca-certificates']);
      await bench.restart();
    },
  },
  served: { by: 'harbor', to: 'host' },
});
