import { fault } from '../contract.ts';
import { addresses } from '../places.ts';
import { hubBehindVariables } from './forwarding.ts';

const resolve = { 'registry-1.docker.io': addresses.hub, 'auth.docker.io': addresses.auth };

export const proxyUntrusted = fault({
  title: 'the proxy is spoken to in TLS, and its CA is not installed',
  image: 'library/hello',
  inject: async (bench) => {
    const site = { hostname: 'secure.lab', port: 3128, tls: 'private-ca' } as const;
    await bench.world({
      name: 'secure',
      sites: [{ kind: 'proxy', ...site, options: { resolve } }],
    });
    await hubBehindVariables(bench, 'HTTPS_PROXY=https://secure.lab:3128');
  },
  pull: { fails: /proxyconnect tcp: .*x509: certificate signed by unknown authority/ },
  cause: { code: 'DC3013', subject: 'secure.lab:3128' },
  repair: {
    by: 'command',
    command: /dockcfg apply --system-ca PROXY-CA\.pem/,
    async ready(bench) {
      await bench.host.writeFile('/PROXY-CA.pem', await bench.authorityOf('secure'));
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
