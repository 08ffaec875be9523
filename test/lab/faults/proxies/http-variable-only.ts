import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const httpVariableOnly = fault({
  title: 'only HTTP_PROXY is set',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTP_PROXY=http://proxy.lab:3128'),
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3006', subject: 'https-proxy' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'proxy' },
});
