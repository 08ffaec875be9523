import type { Language } from '../../domain/said.ts';

export interface Environment {
  readonly [name: string]: string | undefined;
}

/**
 * The language of the locale. POSIX: LC_ALL beats LC_MESSAGES beats LANG, and an empty variable
 * counts as absent. Every Chinese locale gets Chinese; everything else English.
 */
export function languageOf(env: Environment): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh-CN' : 'en';
}

/** Whether the locale's character set is UTF-8, so that lines and bars can be drawn. */
export function speaksUnicode(env: Environment): boolean {
  if (env.TERM === 'dumb') return false;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
