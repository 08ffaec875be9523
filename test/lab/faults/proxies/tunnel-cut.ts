import { fault } from '../contract.ts';
import { hubBehind, startProxy } from './forwarding.ts';

export const tunnelCut = fault({
  title: 'the proxy opens tunnels and cuts them off',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { tunnel: 'cut' }),
  pull: { fails: /EOF|connection reset/ },
  cause: { code: 'DC1015', subject: 'registry-1.docker.io' },
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
