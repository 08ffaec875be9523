import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const noProxyTooWide = fault({
  title: 'NO_PROXY exempts Docker Hub',
  image: 'library/hello',
  inject: (bench) =>
    hubBehindVariables(bench, 'HTTPS_PROXY=http://proxy.lab:3128', 'NO_PROXY=localhost,docker.io'),
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3015', subject: 'registry-1.docker.io' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'proxy' },
});
