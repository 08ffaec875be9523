/** The languages dockcfg speaks. Codes, keys and paths stay English in all of them. */
export type Language = 'en' | 'zh-CN';

/**
 * One sentence in every language. Catalogues (`words.ts` in each room, or beside a check) make
 * these, so the type checker refuses a text that lacks a language.
 */
export type Said = { readonly [L in Language]: string };

/** A text that is the same in every language: a path, a key, what a server answered. */
export function verbatim(text: string): Said {
  return { en: text, 'zh-CN': text };
}

/** A sentence with its full stop; one that asks what was meant has its own mark at the end. */
export function ended(sentence: string, stop: '.' | '。'): string {
  return /[?？]$/.test(sentence) ? sentence : sentence + stop;
}
