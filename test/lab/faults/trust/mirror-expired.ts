import { fault } from '../contract.ts';

export const mirrorExpired = fault({
  title: 'the certificate of the mirror has expired',
  image: 'library/hello',
  inject: async (bench) => {
    const place = { name: 'cache', hostnames: ['cache.lab'], port: 443, images: 'hub' } as const;
    await bench.registry({ ...place, tls: { by: 'public', from: -30, to: -1 } });
    await bench.daemonJson({ 'registry-mirrors': ['https://cache.lab'] });
  },
  pull: { servedBy: 'hub', journal: /cache\.lab.*certificate has expired/ },
  cause: { code: 'DC2008', subject: 'cache.lab', severity: 'warning' },
  repair: {
    by: 'administrator',
    asked: /cache\.lab/,
    async does(bench) {
      await bench.endService('cache');
      const place = { name: 'sound', hostnames: ['cache.lab'], port: 443, images: 'hub' } as const;
      await bench.registry({ ...place, tls: { by: 'public' } });
    },
  },
  served: { by: 'sound', to: 'host' },
});
