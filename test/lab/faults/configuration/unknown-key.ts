import { fault } from '../contract.ts';

export const unknownKey = fault({
  title: 'a key of daemon.json is misspelt',
  image: 'library/hello',
  inject: (bench) => bench.brokenJson({ 'registry-mirorrs': ['http://plain.lab:5000'] }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /don't match any configuration option: registry-mirorrs/,
  },
  cause: { code: 'DC5003', subject: '/etc/docker/daemon.json: registry-mirorrs' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
