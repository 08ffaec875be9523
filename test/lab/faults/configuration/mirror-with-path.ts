import { fault } from '../contract.ts';

export const mirrorWithPath = fault({
  title: 'a mirror has a path, which this engine does not allow',
  image: 'library/hello',
  engines: ['bookworm'],
  inject: (bench) => bench.brokenJson({ 'registry-mirrors': ['http://plain.lab:5000/hub'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid mirror: path, query, or fragment at end of the URI/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: registry-mirrors' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
