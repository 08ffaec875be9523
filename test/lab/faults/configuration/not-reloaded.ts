import { fault } from '../contract.ts';

export const notReloaded = fault({
  title: 'insecure-registries was written, and the engine not reloaded',
  image: 'plain.lab:5000/hello',
  inject: (bench) =>
    bench.host.writeFile(
      '/etc/docker/daemon.json',
      bench.json({ 'insecure-registries': ['plain.lab:5000'] }),
    ),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5006', subject: 'insecure-registries' },
  repair: { by: 'fix' },
  served: { by: 'plain', to: 'host' },
});
