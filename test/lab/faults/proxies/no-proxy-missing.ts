import { fault } from '../contract.ts';
import { ownProxy, startProxy } from './forwarding.ts';

export const noProxyMissing = fault({
  title: 'the proxy refuses the company registry, which NO_PROXY does not exempt',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.host.writeFile('/etc/docker/certs.d/harbor.lab/ca.crt', bench.lab.ca.private);
    await startProxy(bench, { allowed: ['.docker.io'] });
    await bench.environment(`HTTPS_PROXY=${ownProxy}`);
  },
  pull: { fails: /Forbidden/ },
  cause: { code: 'DC3004', subject: 'harbor.lab' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
