import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const passwordMissing = fault({
  title: 'the proxy wants a password and gets none',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://proxy.lab:3129'),
  pull: { fails: /Proxy Authentication Required/ },
  cause: { code: 'DC3003', subject: 'proxy.lab:3129' },
  repair: { by: 'command', command: /dockcfg apply/ },
  served: { by: 'hub', to: 'proxy' },
});
