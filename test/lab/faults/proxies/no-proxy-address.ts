import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxyAddress = fault({
  title: 'NO_PROXY has the address of the registry, which is addressed by name',
  image: 'plain.lab:5000/hello',
  inject: async (bench) => {
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] });
    const proxies = [`HTTP_PROXY=${ownProxy}`, `HTTPS_PROXY=${ownProxy}`];
    await bench.environment(...proxies, 'NO_PROXY=10.77.0.13');
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3004', subject: 'plain.lab:5000' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
