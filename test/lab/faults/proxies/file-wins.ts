import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

export const fileWins = fault({
  title: 'an old proxy in daemon.json beats the one in the environment',
  image: 'library/hello',
  engines: ['trixie', 'forky', 'forky-containerd'],
  inject: async (bench) => {
    await bench.blockHub();
    const proxies = { 'https-proxy': 'http://proxy.lab:3130' };
    await bench.host.writeFile('/etc/docker/daemon.json', bench.json({ proxies }));
    await bench.environment(`HTTPS_PROXY=${goodProxy}`);
  },
  pull: { fails: /proxyconnect tcp: dial tcp 10\.77\.0\.15:3130: connect: connection refused/ },
  cause: { code: 'DC3001', subject: 'proxy.lab:3130' },
  repair: { by: 'person', told: /dockcfg show https-proxy/, does: (bench) => bench.daemonJson({}) },
  served: { by: 'hub', to: 'proxy' },
});
