import { fault } from '../contract.ts';
import { hubBehind, startProxy } from './forwarding.ts';

export const gatewayError = fault({
  title: 'the proxy answers 503',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { answer: 503 }),
  pull: { fails: /Service Unavailable/ },
  cause: { code: 'DC3004', subject: 'registry-1.docker.io' },
  repair: {
    by: 'administrator',
    asked: /forward\.lab/,
    does: async (bench) => {
      await bench.endService('forward');
      await startProxy(bench, {});
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
