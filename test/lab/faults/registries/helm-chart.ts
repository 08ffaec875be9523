import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';

export const helmChart = fault({
  title: 'the tag names a Helm chart',
  image: `${corp}/hello`,
  inject: (bench) =>
    bench.world({
      name: 'corp',
      certificate: { by: 'public' },
      sites: [
        {
          kind: 'registry',
          hostname: corp,
          port: 443,
          tls: 'issued',
          images: ['hello'],
          configType: 'application/vnd.cncf.helm.config.v1+json',
        },
      ],
    }),
  pull: { fails: /Encountered remote|mismatched image rootfs|unsupported media type|failed/ },
  cause: { code: 'DC4017', subject: `${corp}/hello:latest` },
  repair: { by: 'administrator', asked: /corp\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
