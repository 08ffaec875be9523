import { fault } from '../contract.ts';
import { hubBehind, startProxy } from './forwarding.ts';

export const tokensBlocked = fault({
  title: 'the proxy blocks the token server',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { allowed: ['registry-1.docker.io'] }),
  pull: { fails: /auth\.docker\.io.*Forbidden/ },
  cause: { code: 'DC3004', subject: 'auth.docker.io' },
  repair: {
    by: 'administrator',
    asked: /auth\.docker\.io/,
    does: async (bench) => {
      await bench.endService('forward');
      await startProxy(bench, {});
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
