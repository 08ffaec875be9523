import { fault } from '../contract.ts';

export const hostsTwice = fault({
  title: 'daemon.json has hosts, and the unit passes them as a flag',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ hosts: ['unix:///var/run/docker.sock'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /specified both as a flag and in the configuration file: hosts/,
  },
  cause: { code: 'DC5002', subject: 'hosts' },
  repair: { by: 'person', told: /dockcfg show hosts/, does: (bench) => bench.rewritten({}) },
  served: { by: 'hub', to: 'host' },
});
