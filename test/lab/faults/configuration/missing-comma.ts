import { fault } from '../contract.ts';

export const missingComma = fault({
  title: 'a comma is missing between two keys',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson(`{${bench.jsonBefore} "debug": true "experimental": false}`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '"' after object key:value pair/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
