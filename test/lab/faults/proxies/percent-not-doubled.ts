import { users } from '../../users.ts';
import { fault } from '../contract.ts';
import { hubBehindVariables } from './forwarding.ts';

export const percentNotDoubled = fault({
  title: 'a percent sign is not doubled in the unit, and systemd drops the variable',
  image: 'library/hello',
  inject: (bench) =>
    hubBehindVariables(bench, 'HTTPS_PROXY=http://us%40er:p%2Fw%20%25%22%23@proxy.lab:3129'),
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3009', subject: '/etc/systemd/system/docker.service.d/environment.conf:2' },
  repair: {
    by: 'person',
    told: /--proxy-password-file/,
    does: async (bench) => {
      await bench.host.writeFile('/pw', `${users.awkwardProxy.password}\n`, '600');
      const url = `http://${encodeURIComponent(users.awkwardProxy.name)}@proxy.lab:3129`;
      const flags = ['--https-proxy', url, '--proxy-password-file', '/pw'];
      await bench.dockcfg(['apply', ...flags, '--yes']);
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
