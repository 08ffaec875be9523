import { users } from '../../users.ts';
import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const passwordMissing = fault({
  title: 'the proxy wants a password and gets none',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://proxy.lab:3129'),
  pull: { fails: /Proxy Authentication Required/ },
  cause: { code: 'DC3003', subject: 'proxy.lab:3129' },
  repair: {
    by: 'person',
    told: /--proxy-password-file/,
    does: async (bench) => {
      await bench.host.writeFile('/pw', `${users.proxy.password}\n`, '600');
      const url = `http://${users.proxy.name}@proxy.lab:3129`;
      const flags = ['--https-proxy', url, '--proxy-password-file', '/pw'];
      await bench.dockcfg(['apply', ...flags, '--yes']);
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
