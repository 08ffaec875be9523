import { corp } from '../faults/places.ts';
import { presenting } from '../faults/trust/presenting.ts';
import type { Variant } from './contract.ts';

export const ciphers: readonly Variant[] = [
  {
    title: 'a registry that has nothing but CBC, which engines took until 29.0',
    image: `${corp}/hello`,
    engines: ['bookworm', 'trixie'],
    arrange: presenting('cbc-only'),
    served: { by: 'corp', to: 'host' },
  },
];
