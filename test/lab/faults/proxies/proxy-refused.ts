import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const proxyRefused = fault({
  title: 'nothing listens on the port of the proxy',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://proxy.lab:3130'),
  pull: { fails: /proxyconnect tcp: dial tcp 10\.77\.0\.15:3130: connect: connection refused/ },
  cause: { code: 'DC3001', subject: 'proxy.lab:3130' },
  repair: {
    by: 'person',
    told: /dockcfg show https-proxy/,
    does: async (bench) => {
      await bench.environment('HTTPS_PROXY=http://proxy.lab:3128');
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
