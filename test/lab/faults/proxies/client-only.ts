import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

const config = { proxies: { default: { httpProxy: goodProxy, httpsProxy: goodProxy } } };

export const clientOnly = fault({
  title: 'the proxy is set for the client and its containers, not for the engine',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile('/root/.docker/config.json', JSON.stringify(config));
  },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3005', subject: goodProxy },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
