import { fault } from '../contract.ts';
import { addresses, soundRegistry } from '../places.ts';

export const refused = fault({
  title: 'nothing listens on the port of the registry',
  image: 'corp.lab:5000/hello',
  inject: (bench) => bench.rename('corp.lab', addresses.dns),
  pull: { fails: /dial tcp 10\.77\.0\.1:5000: connect: connection refused/ },
  cause: { code: 'DC1011', subject: 'corp.lab:5000' },
  repair: {
    by: 'administrator',
    asked: /corp\.lab.*5000/,
    does: (bench) => soundRegistry(bench, 'corp.lab', 5000),
  },
  served: { by: 'sound', to: 'host' },
});
