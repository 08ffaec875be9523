import { fault } from '../contract.ts';

export const byteOrderMark = fault({
  title: 'daemon.json begins with a byte order mark',
  image: 'library/hello',
  engines: ['bookworm'],
  inject: (bench) => bench.brokenJson(`\uFEFF${bench.json({ debug: true })}`),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character 'ï' looking for beginning of value/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
