import { fault } from '../contract.ts';
import { goodProxy, hubBehindVariables } from './forwarding.ts';

/** The tunnel program of a desktop, which does not run or listens elsewhere. */
export const localProxyStopped = fault({
  title: 'the proxy on the loopback address does not run',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://127.0.0.1:7890'),
  pull: { fails: /proxyconnect tcp: dial tcp 127\.0\.0\.1:7890: connect: connection refused/ },
  cause: { code: 'DC3001', subject: '127.0.0.1:7890' },
  repair: {
    by: 'person',
    told: /dockcfg show https-proxy/,
    does: (bench) => bench.environment(`HTTPS_PROXY=${goodProxy}`),
  },
  served: { by: 'hub', to: 'proxy' },
});
