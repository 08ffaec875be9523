import { repairedAddress } from '../bench.ts';
import { fault } from '../contract.ts';
import { mirrorThat } from './behaving.ts';

export const mirrorClosed = fault({
  title: 'the mirror closes every connection',
  image: 'library/hello',
  inject: mirrorThat({ accept: 'close' }),
  pull: { servedBy: 'hub' },
  cause: { code: 'DC1015', subject: 'shared.lab', severity: 'warning' },
  repair: {
    by: 'administrator',
    asked: /shared\.lab/,
    async does(bench) {
      const place = { name: 'sound', hostnames: ['shared.lab'], port: 443, images: 'hub' };
      await bench.registry({ ...place, address: repairedAddress, tls: { by: 'public' } });
    },
  },
  served: { by: 'sound', to: 'host' },
});
