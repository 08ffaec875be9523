import { fault } from '../contract.ts';
import { addresses } from '../places.ts';
import { hubBehind, startProxy } from './forwarding.ts';

/** 503 for one host only: the proxy itself does not get there. */
export const tokensUnknownToProxy = fault({
  title: 'the proxy does not find the token server and answers 503',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { resolve: { 'registry-1.docker.io': addresses.hub } }),
  pull: { fails: /auth\.docker\.io.*Service Unavailable/ },
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
