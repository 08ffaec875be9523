import { fault } from '../contract.ts';

export const clientProxies = fault({
  title: "daemon.json has proxies in the client's form",
  image: 'library/hello',
  inject: (bench) =>
    bench.brokenJson({ proxies: { default: { httpProxy: 'http://proxy.lab:3128' } } }),
  pull: {
    fails: /Cannot connect to the Docker daemon/,
    journal: /don't match any configuration option: (default|http|proxies)/,
  },
  cause: { code: 'DC5003', subject: '/etc/docker/daemon.json: default' },
  repair: { by: 'fix' },
  served: { by: 'hub', to: 'host' },
});
