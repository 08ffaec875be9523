import { fault } from '../contract.ts';

export const wrongType = fault({
  title: 'a string stands where daemon.json wants a list',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'registry-mirrors': 'http://plain.lab:5000' }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /cannot unmarshal string into Go struct field/,
  },
  cause: { code: 'DC5005', subject: '/etc/docker/daemon.json: registry-mirrors' },
  repair: { by: 'person', told: /sudoedit/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
