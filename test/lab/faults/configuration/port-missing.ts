import { fault } from '../contract.ts';

export const portMissing = fault({
  title: 'the insecure registry is listed without its port',
  image: 'plain.lab:5000/hello',
  inject: (bench) => bench.daemonJson({ 'insecure-registries': ['plain.lab'] }),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5016', subject: 'plain.lab:5000' },
  repair: { by: 'fix', accept: async () => ['DC5016=plain.lab:5000'] },
  served: { by: 'plain', to: 'host' },
});
