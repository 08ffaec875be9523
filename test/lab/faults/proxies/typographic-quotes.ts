import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const typographicQuotes = fault({
  title: 'the proxy is in typographic quotes',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=“http://proxy.lab:3128”'),
  pull: { fails: /proxyconnect tcp: dial tcp: lookup xn--http/ },
  cause: { code: 'DC3008', subject: 'https-proxy' },
  repair: {
    by: 'person',
    told: /http:\/\/HOST:PORT/,
    does: async (bench) => {
      await bench.environment('HTTPS_PROXY=http://proxy.lab:3128');
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
