import { fault } from '../contract.ts';

/** Measured on 28.5: an insecure mirror switches verification off for Docker Hub too. */
export const unverifiedHub = fault({
  title: 'an insecure mirror leaves Docker Hub unverified',
  image: 'library/hello',
  engines: ['forky-containerd'],
  inject: (bench) =>
    bench.daemonJson({
      'registry-mirrors': ['https://mirror.lab'],
      'insecure-registries': ['mirror.lab'],
    }),
  pull: { servedBy: 'mirror' },
  cause: { code: 'DC2021', subject: 'registry-1.docker.io', severity: 'error' },
  repair: {
    by: 'person',
    told: /--remove-insecure-registry/,
    async does(bench) {
      await bench.host.writeFile('/CA.pem', bench.lab.ca.private);
      const trust = ['--ca', 'mirror.lab=/CA.pem'];
      await bench.dockcfg(['apply', '--remove-insecure-registry', 'mirror.lab', ...trust, '--yes']);
    },
  },
  served: { by: 'mirror', to: 'host' },
});
