import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxyBelow = fault({
  title: 'an entry of NO_PROXY begins with a dot, which leaves the host itself out',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
    const proxies = [`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`];
    await bench.environment(...proxies, 'NO_PROXY=.plain.lab');
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3007', subject: 'plain.lab:5000' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
