import { fault } from '../contract.ts';
import { addresses } from '../places.ts';
import { hubBehindVariables } from './forwarding.ts';

const resolve = { 'registry-1.docker.io': addresses.hub, 'auth.docker.io': addresses.auth };

export const socksAsHttp = fault({
  title: 'a SOCKS proxy is named with http',
  image: 'library/hello',
  inject: async (bench) => {
    const site = { hostname: 'socks.lab', port: 1080, options: { resolve } };
    await bench.world({ name: 'socks', sites: [{ kind: 'socks', ...site }] });
    await hubBehindVariables(bench, 'HTTPS_PROXY=http://socks.lab:1080');
  },
  pull: { fails: /proxyconnect tcp|malformed HTTP|EOF|reset by peer/ },
  cause: { code: 'DC3014', subject: 'socks.lab:1080' },
  repair: { by: 'command', command: /dockcfg apply.*socks5:\/\/socks\.lab:1080/ },
  served: { by: 'hub', to: 'proxy' },
});
