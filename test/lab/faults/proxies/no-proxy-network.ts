import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxyNetwork = fault({
  title: 'NO_PROXY has the network of the registry, which is addressed by name',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
    const proxies = [`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`];
    await bench.environment(...proxies, 'NO_PROXY=10.77.0.0/24');
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3004', subject: 'plain.lab:5000' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
