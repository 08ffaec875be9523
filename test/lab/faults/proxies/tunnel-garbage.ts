import { fault } from '../contract.ts';
import { hubBehind, startProxy } from './forwarding.ts';

export const tunnelGarbage = fault({
  title: 'the proxy opens tunnels in which something else than TLS speaks',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { tunnel: 'garbage' }),
  pull: { fails: /first record does not look like a TLS handshake/ },
  cause: { code: 'DC2018', subject: 'registry-1.docker.io' },
  repair: {
    by: 'administrator',
    asked: /proxy http:\/\/forward\.lab:3128/,
    does: async (bench) => {
      await bench.endService('forward');
      await startProxy(bench, {});
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
