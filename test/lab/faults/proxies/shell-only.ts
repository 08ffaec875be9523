import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

export const shellOnly = fault({
  title: 'the proxy is set for shells, not for the engine',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/etc/environment', `HTTPS_PROXY=${goodProxy}\n`);
  },
  shell: { HTTPS_PROXY: goodProxy },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3005', subject: goodProxy },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
