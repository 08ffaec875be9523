import { fault } from '../contract.ts';
import { soundRegistry } from '../places.ts';

export const hostDown = fault({
  title: 'the host of the registry is down',
  image: 'nowhere.lab/hello',
  inject: async () => {},
  pull: { fails: /connect: no route to host/ },
  cause: { code: 'DC1013', subject: 'nowhere.lab' },
  repair: {
    by: 'administrator',
    asked: /nowhere\.lab/,
    does: (bench) => soundRegistry(bench, 'nowhere.lab'),
  },
  served: { by: 'sound', to: 'host' },
});
