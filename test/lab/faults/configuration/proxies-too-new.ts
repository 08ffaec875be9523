import { fault } from '../contract.ts';

export const proxiesTooNew = fault({
  title: 'daemon.json has proxies, which this engine does not know',
  image: 'library/hello',
  engines: ['bookworm'],
  inject: (bench) => bench.brokenJson({ proxies: { 'https-proxy': 'http://proxy.lab:3128' } }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /don't match any configuration option: https-proxy/,
  },
  cause: { code: 'DC5003', subject: '/etc/docker/daemon.json: https-proxy' },
  repair: { by: 'fix' },
  // What was wished for is done, in the place where this engine looks.
  served: { by: 'hub', to: 'proxy' },
});
