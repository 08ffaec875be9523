import { fault } from '../contract.ts';

export const mirrorWithQuery = fault({
  title: 'a mirror has a query',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'registry-mirrors': ['https://mirror.lab/?ns=docker.io'] }),
  pull: { fails: /Cannot connect to the Docker daemon/, journal: /invalid mirror:/ },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: registry-mirrors' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
