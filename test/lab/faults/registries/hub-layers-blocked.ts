import { fault } from '../contract.ts';
import { hubThat } from './behaving.ts';

const cdn = 'production.cloudflare.docker.com';
/** A public one, as Docker Hub's own in the lab. */
const cdnAddress = '44.205.64.12';

/** The catalogue's most frequent firewall: Docker Hub is let through, where its layers are is not. */
export const hubLayersBlocked = fault({
  title: 'a firewall refuses the host that has the layers of Docker Hub',
  image: 'library/hello',
  inject: async (bench) => {
    const place = { name: 'cdn', address: cdnAddress, hostnames: [cdn], port: 443 };
    await bench.registry({ ...place, tls: { by: 'public' } });
    await bench.host.block([cdnAddress]);
    await hubThat(bench, { auth: { kind: 'bearer' }, blobs: { redirect: `https://${cdn}` } });
  },
  pull: { fails: /44\.205\.64\.12:443: connect: connection refused/ },
  cause: { code: 'DC4030', subject: cdn },
  repair: {
    by: 'administrator',
    asked: /production\.cloudflare\.docker\.com/,
    does: async (bench) => {
      await bench.endService('other-hub');
      await hubThat(bench, { auth: { kind: 'bearer' } });
      await bench.host.unblock();
    },
  },
  served: { by: 'other-hub', to: 'host' },
});
