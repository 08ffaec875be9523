import { fault } from '../contract.ts';

export const twoObjects = fault({
  title: 'a second object was appended to daemon.json',
  image: 'library/hello',
  // 20.10 reads the first object and starts: see second-object-unread.ts.
  engines: ['trixie', 'forky', 'forky-containerd'],
  inject: (bench) =>
    bench.brokenJson(`{${bench.jsonBefore} "debug": true}\n{"experimental": false}\n`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '{' after top-level value/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
