import { fault } from '../contract.ts';

/** `systemctl reload` says nothing: the engine keeps what it had, until it starts the next time. */
export const brokenOnReload = fault({
  title: 'daemon.json is broken, and the engine still runs with what it had',
  image: 'library/hello',
  inject: async (bench) => {
    const text = `{${bench.jsonBefore} "debug": true,}\n`;
    await bench.host.writeFile('/etc/docker/daemon.json', text);
    await bench.host.reloadDocker();
  },
  pull: { servedBy: 'hub', journal: /invalid character '}'/ },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
