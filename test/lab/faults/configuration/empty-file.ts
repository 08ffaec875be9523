import { fault } from '../contract.ts';

export const emptyFile = fault({
  title: 'daemon.json is empty',
  image: 'library/hello',
  engines: ['bookworm'],
  inject: (bench) => bench.brokenJson(''),
  pull: { fails: /Cannot connect to the Docker daemon/, journal: /EOF/ },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
