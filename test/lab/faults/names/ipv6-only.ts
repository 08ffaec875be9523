import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const ipv6Only = fault({
  title: 'the name of the registry leads to an IPv6 address only',
  image: `${corp}/hello`,
  inject: (bench) => bench.rename(corp, 'fd00:77::40'),
  pull: { fails: /\[fd00:77::40\]:443: connect: (network is unreachable|cannot assign)/ },
  cause: { code: 'DC1014', subject: corp },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
