/** A company's registry: TLS on 443 by a private CA, anyone may pull and push. */
import { addresses } from '../network.ts';
import { seededRegistry } from './seeded-registry.ts';

export const harbor = seededRegistry({
  name: 'harbor',
  address: addresses.harbor,
  hostnames: ['harbor.lab'],
  port: 443,
  tls: { by: 'private' },
});
