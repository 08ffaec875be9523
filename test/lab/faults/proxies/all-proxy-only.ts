import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const allProxyOnly = fault({
  title: 'only ALL_PROXY is set, which Go does not read',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'ALL_PROXY=http://proxy.lab:3128'),
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3011', subject: 'ALL_PROXY' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'proxy' },
});
