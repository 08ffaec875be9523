import { join } from 'node:path';
import type { Language } from '../../src/domain/said.ts';

export const checkout = join(import.meta.dirname, '../..');

/** Where the documentation of a language lives, below the checkout. */
export const docsFolders: { readonly [L in Language]: string } = {
  en: 'docs',
  'zh-CN': 'docs/zh-CN',
};

export const languages = ['en', 'zh-CN'] as const satisfies readonly Language[];
