import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

const elsewhere = process.arch === 'arm64' ? 'amd64' : 'arm64';

export const wrongPlatform = fault({
  title: 'the image is made for another platform only',
  image: `${corp}/hello`,
  inject: (bench) => {
    const place = { kind: 'registry', hostname: corp, port: 443, tls: 'issued' } as const;
    const sites = [{ ...place, images: ['hello'], platform: elsewhere }];
    return bench.world({ name: 'corp', certificate: { by: 'public' }, sites });
  },
  pull: { fails: /no matching manifest for linux\/\w+ in the manifest list entries/ },
  cause: { code: 'DC4016', subject: `${corp}/hello:latest` },
  repair: {
    by: 'person',
    told: /docker manifest inspect corp\.lab\/hello/,
    does: async (bench) => {
      await bench.endService('corp');
      await soundRegistry(bench);
    },
  },
  served: { by: 'sound', to: 'host' },
});
