import { fault } from '../contract.ts';

export const smartQuotes = fault({
  title: 'daemon.json has typographic quotes',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson(`{${bench.jsonBefore} “debug”: true}`),
  pull: { fails: /Cannot connect to the Docker daemon/, journal: /invalid character '(â|“)'/ },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
