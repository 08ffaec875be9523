import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

export const shellOnly = fault({
  title: 'the proxy is set for shells, not for the engine',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/etc/environment', `HTTPS_PROXY=${goodProxy}\n`);
  },
  pull: { fails: /dial tcp 10\.77\.0\.10:443: connect: connection refused/ },
  cause: { code: 'DC3006', subject: 'docker.service' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
