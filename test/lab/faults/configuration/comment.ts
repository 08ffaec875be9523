import { fault } from '../contract.ts';

export const comment = fault({
  title: 'daemon.json has a comment',
  image: 'library/hello',
  inject: (bench) =>
    bench.brokenJson(`{${bench.jsonBefore}\n  // more output\n  "debug": true\n}\n`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '\/' looking for beginning of object key string/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
