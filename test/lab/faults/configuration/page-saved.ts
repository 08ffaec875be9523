import { fault } from '../contract.ts';

export const pageSaved = fault({
  title: 'a web page was saved as daemon.json',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson('<!DOCTYPE html><html><body>Sign in</body></html>\n'),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid character '<' looking for beginning of value/,
  },
  cause: { code: 'DC5001', subject: '/etc/docker/daemon.json' },
  repair: { by: 'person', told: /./, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
