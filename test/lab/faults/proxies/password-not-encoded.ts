import { users } from '../../users.ts';
import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const passwordNotEncoded = fault({
  title: 'the password in the URL of the proxy is not percent-encoded',
  image: 'library/hello',
  inject: (bench) => hubBehindVariables(bench, 'HTTPS_PROXY=http://user:p/w@proxy.lab:3129'),
  // Go takes what it cannot parse for a host without a scheme, and puts http:// in front.
  pull: { fails: /proxyconnect tcp: dial tcp: lookup http on / },
  cause: { code: 'DC3008', subject: 'https-proxy' },
  repair: {
    by: 'person',
    told: /dockcfg apply --https-proxy/,
    does: async (bench) => {
      await bench.host.writeFile('/pw', `${users.proxy.password}\n`, '600');
      const url = `http://${users.proxy.name}@proxy.lab:3129`;
      const flags = ['--https-proxy', url, '--proxy-password-file', '/pw'];
      await bench.dockcfg(['apply', ...flags, '--yes']);
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
