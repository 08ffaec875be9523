import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const decoy = fault({
  title: 'a web server answers on 443 in front of a registry on port 80',
  image: `${corp}/hello`,
  inject: async (bench) => {
    const sites = [
      { kind: 'portal', hostname: corp, port: 443, tls: 'issued' },
      { kind: 'registry', hostname: corp, port: 80, images: ['hello'] },
    ] as const;
    await bench.world({ name: 'corp', certificate: { by: 'public' }, sites });
    await bench.daemonJson({ 'insecure-registries': [corp] });
  },
  pull: { fails: /invalid character|html|unexpected/i },
  cause: { code: 'DC4040', subject: corp },
  repair: { by: 'person', told: /corp\.lab:80/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
