/** A registry that speaks HTTP only. */
import { addresses } from '../network.ts';
import { seededRegistry } from './seeded-registry.ts';

export const plain = seededRegistry({
  name: 'plain',
  address: addresses.plain,
  hostnames: ['plain.lab'],
  port: 5000,
});
