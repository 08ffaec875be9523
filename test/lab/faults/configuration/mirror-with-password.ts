import { fault } from '../contract.ts';

export const mirrorWithPassword = fault({
  title: 'a mirror has a password',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'registry-mirrors': ['https://user:secret@mirror.lab'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /invalid mirror: username\/password not allowed in URI/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: registry-mirrors' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
