import { fault } from '../contract.ts';
import { corp, ownAddress } from '../places.ts';

export const noIpName = fault({
  title: 'the registry is addressed by an IP that its certificate does not have',
  image: `${ownAddress}/hello`,
  inject: (bench) =>
    bench.registry({
      ...{ name: 'corp', hostnames: [corp], port: 443 },
      tls: { by: 'public' },
    }),
  pull: {
    fails: /cannot validate certificate for 10\.77\.0\.40 because it doesn't contain any IP SANs/,
  },
  cause: { code: 'DC2012', subject: ownAddress },
  repair: {
    by: 'administrator',
    asked: /IP:10\.77\.0\.40/,
    does: async (bench) => {
      await bench.endService('corp');
      await bench.registry({
        ...{ name: 'sound', hostnames: [], port: 443 },
        tls: { by: 'public', names: [ownAddress] },
      });
    },
  },
  served: { by: 'sound', to: 'host' },
});
