import { fault } from '../contract.ts';

export const trailingComma = fault({
  title: 'a comma stands before a closing bracket',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson(`{${bench.jsonBefore} "debug": true,}`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '}' looking for beginning of object key string/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
