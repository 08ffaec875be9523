import { fault } from '../contract.ts';

/** Up to 20.10 a decoder reads one value from the file, and what follows is left where it is. */
export const secondObjectUnread = fault({
  title: 'a second object was appended to daemon.json, where the engine reads one',
  image: 'plain.lab:5000/hello',
  engines: ['bookworm'],
  inject: (bench) =>
    bench.daemonJson('{"debug": true}\n{"insecure-registries": ["plain.lab:5000"]}\n'),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5008', subject: '/etc/docker/daemon.json' },
  repair: {
    by: 'person',
    told: /dockcfg show/,
    does: (bench) => bench.daemonJson({ 'insecure-registries': ['plain.lab:5000'] }),
  },
  served: { by: 'plain', to: 'host' },
});
