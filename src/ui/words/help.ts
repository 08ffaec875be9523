import type { Language } from '../../domain/said.ts';
import { helpEn } from './help-en.ts';
import { helpZhCN } from './help-zh-CN.ts';

/** The texts of the help. English is the model; the other languages have its type. */
export type HelpWords = typeof helpEn;

export const helpWords: { readonly [L in Language]: HelpWords } = { en: helpEn, 'zh-CN': helpZhCN };
