import { fault } from '../contract.ts';
import { goodProxy, hubBehindVariables } from './forwarding.ts';

/** systemd.exec(5): variables of an EnvironmentFile= override those of Environment=. */
export const environmentFileWins = fault({
  title: 'an old proxy in /etc/default/docker beats the one in the drop-in',
  image: 'library/hello',
  inject: async (bench) => {
    await bench.host.writeFile('/etc/default/docker', 'HTTPS_PROXY=http://proxy.lab:3130\n');
    await hubBehindVariables(bench, `HTTPS_PROXY=${goodProxy}`);
  },
  pull: { fails: /proxyconnect tcp: dial tcp 10\.77\.0\.15:3130: connect: connection refused/ },
  cause: { code: 'DC3001', subject: 'proxy.lab:3130' },
  repair: {
    by: 'person',
    told: /dockcfg show https-proxy/,
    does: async (bench) => {
      await bench.host.writeFile('/etc/default/docker', '');
      await bench.restart();
    },
  },
  served: { by: 'hub', to: 'proxy' },
});
