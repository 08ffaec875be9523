import { fault } from '../contract.ts';

export const mirrorPlainHttp = fault({
  title: 'the mirror is named with https and speaks plain HTTP',
  image: 'library/hello',
  async inject(bench) {
    const place = { name: 'cache', hostnames: ['cache.lab'], port: 5000 };
    await bench.registry({ ...place, images: 'hub' });
    await bench.daemonJson({ 'registry-mirrors': ['https://cache.lab:5000'] });
  },
  pull: { servedBy: 'hub', journal: /server gave HTTP response to HTTPS client/ },
  cause: { code: 'DC2017', subject: 'cache.lab:5000', severity: 'warning' },
  repair: { by: 'fix', accept: async () => ['DC2017=cache.lab:5000'] },
  served: { by: 'cache', to: 'host' },
});
