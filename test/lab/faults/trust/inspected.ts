import { fault } from '../contract.ts';
import { hubBehind } from '../proxies/forwarding.ts';
import { fingerprintOf } from './accept.ts';

export const inspected = fault({
  title: 'a proxy opens the TLS to Docker Hub',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { intercept: {} }),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2002', subject: 'registry-1.docker.io' },
  repair: {
    by: 'fix',
    accept: async (bench) => [
      `DC2002=${fingerprintOf(await bench.authorityOf('forward', 'inspection'))}`,
    ],
  },
  served: { by: 'hub', to: 'proxy' },
});
