import type { Language, Said } from '../../domain/said.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** Every text of the user interface. English is the model; the other languages have its type. */
export type Words = typeof en;

const catalogues: { readonly [L in Language]: Words } = { en, 'zh-CN': zhCN };

export function wordsIn(language: Language): Words {
  return catalogues[language];
}

/** One sentence of the catalogue in every language, for failures. */
export function say(pick: (words: Words) => string): Said {
  return { en: pick(en), 'zh-CN': pick(zhCN) };
}
