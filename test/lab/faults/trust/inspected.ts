import { fault } from '../contract.ts';
import { hubBehind } from '../proxies/forwarding.ts';

export const inspected = fault({
  title: 'a proxy opens the TLS to Docker Hub',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { intercept: {} }),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2002', subject: 'registry-1.docker.io' },
  repair: {
    by: 'command',
    command: /--system-ca INSPECTION-CA\.pem/,
    async ready(bench) {
      const ca = await bench.authorityOf('forward', 'inspection');
      await bench.host.writeFile('/INSPECTION-CA.pem', ca);
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
