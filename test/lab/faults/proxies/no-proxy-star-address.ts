import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxyStarAddress = fault({
  title: 'an entry of NO_PROXY is an address with a star',
  image: '10.77.0.13:5000/hello',
  inject: async (bench) => {
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.daemonJson({ 'insecure-registries': ['10.77.0.13:5000'] });
    const proxies = [`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`];
    await bench.environment(...proxies, 'NO_PROXY=10.77.0.*');
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3007', subject: '10.77.0.13:5000' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
