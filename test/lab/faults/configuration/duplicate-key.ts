import { fault } from '../contract.ts';

export const duplicateKey = fault({
  title: 'insecure-registries stands twice, and the last one counts',
  image: 'plain.lab:5000/hello',
  inject: (bench) =>
    bench.daemonJson(
      `{${bench.jsonBefore} "insecure-registries": ["plain.lab:5000"], "insecure-registries": []}`,
    ),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5015', subject: '/etc/docker/daemon.json: insecure-registries' },
  repair: {
    by: 'person',
    told: /dockcfg show insecure-registries/,
    does: (bench) => bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] }),
  },
  served: { by: 'plain', to: 'host' },
});
