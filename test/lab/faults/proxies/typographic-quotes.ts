import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const typographicQuotes = fault({
  title: 'the proxy is in typographic quotes',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=“http://proxy.lab:3128”'),
  pull: { fails: /dial tcp 10\.77\.0\.10:443: connect: connection refused|invalid/ },
  cause: { code: 'DC3007', subject: 'HTTPS_PROXY' },
  repair: { by: 'command' },
  served: { by: 'hub', to: 'proxy' },
});
