import { fault } from '../contract.ts';

export const flagSpelling = fault({
  title: "daemon.json has the flag's spelling, insecure-registry, which is ignored",
  image: 'plain.lab:5000/hello',
  inject: (bench) => bench.daemonJson({ 'insecure-registry': ['plain.lab:5000'] }),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5004', subject: '/etc/docker/daemon.json: insecure-registry' },
  repair: {
    by: 'fix',
    accept: async () => ['DC5004=/etc/docker/daemon.json: insecure-registry'],
  },
  served: { by: 'plain', to: 'host' },
});
