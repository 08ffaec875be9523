import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

export const proxyForLogins = fault({
  title: 'the proxy is set in /etc/environment, which no service reads',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/etc/environment', `HTTPS_PROXY=${goodProxy}\n`);
    await bench.restart();
  },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3005', subject: goodProxy },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
