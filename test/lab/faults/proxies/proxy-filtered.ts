import { fault } from '../contract.ts';
import { goodProxy, hubBehindVariables } from './forwarding.ts';

export const proxyFiltered = fault({
  title: 'a firewall drops the packets to the proxy',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://filtered.lab:3128'),
  pull: { fails: /i\/o timeout|Client\.Timeout exceeded|context deadline exceeded/ },
  cause: { code: 'DC3001', subject: 'filtered.lab:3128' },
  repair: {
    by: 'person',
    told: /dockcfg show https-proxy/,
    does: (bench) => bench.environment(`HTTPS_PROXY=${goodProxy}`),
  },
  served: { by: 'hub', to: 'proxy' },
});
