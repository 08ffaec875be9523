import { fault } from '../contract.ts';
import { addresses } from '../places.ts';
import { ownProxy, startProxy } from './forwarding.ts';

/** The proxy stands outside and knows no inner names; it says 503, and nothing of a name. */
export const insideUnknownToProxy = fault({
  title: 'the proxy does not find the company registry, which NO_PROXY does not exempt',
  image: 'harbor.lab/hello',
  inject: async (bench) => {
    await bench.host.writeFile('/etc/docker/certs.d/harbor.lab/ca.crt', bench.lab.ca.private);
    await startProxy(bench, { resolve: { 'registry-1.docker.io': addresses.hub } });
    await bench.environment(`HTTPS_PROXY=${ownProxy}`);
  },
  pull: { fails: /Service Unavailable/ },
  cause: { code: 'DC3004', subject: 'harbor.lab' },
  repair: { by: 'fix' },
  served: { by: 'harbor', to: 'host' },
});
