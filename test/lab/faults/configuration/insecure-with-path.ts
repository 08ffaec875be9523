import { fault } from '../contract.ts';

export const insecureWithPath = fault({
  title: 'an insecure registry has a path',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'insecure-registries': ['plain.lab:5000/team'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /insecure registry plain\.lab:5000\/team is not valid/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: insecure-registries' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
