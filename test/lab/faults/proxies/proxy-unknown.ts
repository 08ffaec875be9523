import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const proxyUnknown = fault({
  title: 'the name of the proxy does not exist',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://gone.lab:3128'),
  pull: { fails: /proxyconnect tcp: dial tcp: lookup gone\.lab.*no such host/ },
  cause: { code: 'DC3001', subject: 'gone.lab:3128' },
  repair: {
    by: 'person',
    told: /dockcfg show https-proxy/,
    does: async (bench) => {
      await bench.environment('HTTPS_PROXY=http://proxy.lab:3128');
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
