import { fault } from '../contract.ts';
import { goodProxy } from './forwarding.ts';

/** Measured on 28.5: proxies are read at the start only. */
export const reloadOnly = fault({
  title: 'the proxies were changed, and the engine only reloaded',
  image: 'library/hello',
  engines: ['trixie', 'forky', 'forky-containerd'],
  inject: async (bench) => {
    await bench.blockHub();
    const proxies = { 'http-proxy': goodProxy, 'https-proxy': goodProxy };
    await bench.host.writeFile('/etc/docker/daemon.json', bench.json({ proxies }));
    await bench.host.reloadDocker();
  },
  pull: { fails: /dial tcp 44\.205\.64\.10:443: connect: connection refused/ },
  cause: { code: 'DC3010', subject: 'proxies' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'proxy' },
});
