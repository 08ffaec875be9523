import { fault } from '../contract.ts';

export const ideographicSpace = fault({
  title: 'daemon.json has a full-width space',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson(`{${bench.jsonBefore}　"debug": true}`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '(ã|　|.u3000)'/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
