import { fault } from '../contract.ts';
import { corp, soundRegistry } from '../places.ts';
import { corpRegistry } from './behaving.ts';

/** The catalogue's "layers fail, manifest fine" where only the CDN is opened on the way. */
export const blobHostUntrusted = fault({
  title: 'the host that blobs come from has a CA that is not installed',
  image: `${corp}/hello`,
  inject: corpRegistry(
    { blobs: { redirect: 'https://store.lab:9443' } },
    { kind: 'blobs', hostname: 'store.lab', port: 9443, tls: 'private-ca' },
  ),
  pull: { fails: /x509: certificate signed by unknown authority/ },
  cause: { code: 'DC2001', subject: 'store.lab:9443' },
  repair: { by: 'administrator', asked: /store\.lab/, does: (bench) => soundRegistry(bench) },
  served: { by: 'sound', to: 'host' },
});
