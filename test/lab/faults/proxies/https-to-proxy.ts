import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const httpsToProxy = fault({
  title: 'the proxy is named with https and speaks plain HTTP',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=https://proxy.lab:3128'),
  pull: { fails: /proxyconnect tcp: tls: first record does not look like a TLS handshake/ },
  cause: { code: 'DC3002', subject: 'proxy.lab:3128' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'proxy' },
});
