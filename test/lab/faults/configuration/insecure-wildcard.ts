import { fault } from '../contract.ts';

export const insecureWildcard = fault({
  title: 'insecure-registries has a star',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'insecure-registries': ['*.lab:5000'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /insecure registry \*\.lab:5000 is not valid/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: insecure-registries' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
