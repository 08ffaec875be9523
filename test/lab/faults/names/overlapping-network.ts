import { fault } from '../contract.ts';

const address = '10.88.0.5';

export const overlappingNetwork = fault({
  title: 'a container network covers the address of the registry',
  image: 'corp.lab/hello',
  inject: async (bench) => {
    const place = { name: 'corp', address, hostnames: ['corp.lab'], port: 443 };
    await bench.registry({ ...place, tls: { by: 'public' } });
    await bench.host.must(['docker', 'network', 'create', '--subnet', '10.88.0.0/24', 'shop']);
  },
  pull: { fails: /connect: no route to host/ },
  cause: { code: 'DC1017', subject: 'corp.lab' },
  repair: {
    by: 'person',
    told: /docker network/,
    does: async (bench) => void (await bench.host.must(['docker', 'network', 'rm', 'shop'])),
  },
  served: { by: 'corp', to: 'host' },
});
