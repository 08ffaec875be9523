import { fault } from '../contract.ts';

export const mirrorWithoutScheme = fault({
  title: 'a mirror has no scheme',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'registry-mirrors': ['mirror.lab'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid mirror: (no scheme specified|unsupported scheme)/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: registry-mirrors' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
