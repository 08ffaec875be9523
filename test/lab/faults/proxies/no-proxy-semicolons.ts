import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxySemicolons = fault({
  title: 'the entries of NO_PROXY are separated by semicolons',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
    const proxies = [`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`];
    await bench.environment(...proxies, 'NO_PROXY=localhost;plain.lab');
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3007', subject: 'plain.lab:5000' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
