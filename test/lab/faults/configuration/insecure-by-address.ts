import { fault } from '../contract.ts';

export const insecureByAddress = fault({
  title: 'the insecure registry is listed by its address, and called by its name',
  image: 'plain.lab:5000/hello',
  inject: (bench) => bench.daemonJson({ 'insecure-registries': ['10.77.0.13:5000'] }),
  pull: { fails: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC5016', subject: 'plain.lab:5000' },
  repair: { by: 'fix', accept: async () => ['DC5016=plain.lab:5000'] },
  served: { by: 'plain', to: 'host' },
});
