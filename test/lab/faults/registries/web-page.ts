import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

export const webPage = fault({
  title: 'a login page answers in place of the registry',
  image: `${corp}/hello`,
  inject: corpRegistry({ v2: 'html', mirror: 'html' }),
  pull: {
    differs: true,
    classic: { fails: /invalid character '<'|doctype html/i },
    containerd: { fails: /text\/html|unexpected/ },
  },
  cause: { code: 'DC4001', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
