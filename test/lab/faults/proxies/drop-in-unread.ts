import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

const file = '/etc/systemd/system/docker.service.d/proxy.conf';

export const dropInUnread = fault({
  title: 'a drop-in with the proxy was written, and nothing restarted',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.blockHub();
    await bench.host.writeFile(file, `[Service]\nEnvironment="HTTPS_PROXY=${goodProxy}"\n`);
  },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3010', subject: 'proxies' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
