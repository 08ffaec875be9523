import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const nameUnknown = fault({
  title: 'the registry has no entry in the name server',
  image: `${corp}/hello`,
  inject: async () => {},
  pull: { fails: /lookup corp\.lab.*no such host/ },
  cause: { code: 'DC1001', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
