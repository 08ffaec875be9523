import { fault } from '../contract.ts';
import { hubBehind, startProxy } from './forwarding.ts';

export const tunnelPage = fault({
  title: 'the proxy opens tunnels and answers in them with a page of its own',
  image: 'library/hello',
  inject: (bench) => hubBehind(bench, { tunnel: 'page' }),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC2017', subject: 'registry-1.docker.io' },
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
