import { fault } from '../contract.ts';
import { startProxy } from './forwarding.ts';

export const httpAsSocks = fault({
  title: 'an HTTP proxy is named with socks5',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await startProxy(bench, {});
    await bench.environment('HTTPS_PROXY=socks5://forward.lab:3128');
  },
  pull: { fails: /socks connect/ },
  cause: { code: 'DC3014', subject: 'forward.lab:3128' },
  repair: { by: 'command', command: /dockcfg apply.*http:\/\/forward\.lab:3128/ },
  served: { by: 'hub', to: 'proxy' },
});
