/** Every healthy variant. */
import { ciphers } from './ciphers.ts';
import type { Variant } from './contract.ts';
import { mirrors } from './mirrors.ts';
import { proxies } from './proxies.ts';
import { registries } from './registries.ts';
import { settings } from './settings.ts';
import { trust } from './trust.ts';
import { units } from './units.ts';

export const variants: readonly Variant[] = [
  ...settings,
  ...mirrors,
  ...trust,
  ...registries,
  ...proxies,
  ...units,
  ...ciphers,
];
