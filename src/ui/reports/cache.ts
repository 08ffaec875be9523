import type { CacheDocument } from '../../engine/cache/status.ts';
import { printableLine } from '../text/printable.ts';
import { shellLine } from '../text/shell.ts';
import type { Style } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';

export interface CacheContext {
  readonly style: Style;
  readonly words: Words;
  readonly image: string;
}

/** For people: whether the cache runs and serves, who uses it, and how others come to. */
export function cachePage(document: CacheDocument, context: CacheContext): string {
  const { style, words } = context;
  if (!document.installed) return `${wrap(words.cache.none, style.columns).join('\n')}\n`;
  const texts = [
    stateText(document, words),
    words.cache.storage(document.storage ?? ''),
    words.cache.upstream(document.upstreamProxy),
    ...servesText(document, context),
    document.usedHere ? words.cache.used : words.cache.notUsed,
  ];
  const lines = texts.flatMap((text) => wrap(printableLine(text), style.columns));
  return `${[...lines, ...otherHostLines(document, context)].join('\n')}\n`;
}

function stateText({ unit, url }: CacheDocument, { cache }: Words): string {
  if (unit.active === null) return cache.notAsked;
  if (unit.active === 'active') return cache.runs(url ?? '', unit.name);
  return cache.doesNotRun(unit.name, unit.sub ? `${unit.active} (${unit.sub})` : unit.active);
}

function servesText({ serves }: CacheDocument, { words, image }: CacheContext): readonly string[] {
  if (serves === null) return [];
  const { cache } = words;
  return [serves.standing === 'serves' ? cache.serves(image) : cache.servesNot(serves.text)];
}

/** The command stays on one line, so that it can be pasted. */
export function otherHostLines(document: CacheDocument, { style, words }: CacheContext): string[] {
  const { otherHosts, listen, sharedUrl } = document;
  if (otherHosts.length === 0) return wrap(words.cache.onlyHere(listen ?? ''), style.columns);
  return [
    words.cache.others,
    `  ${shellLine(otherHosts)}`,
    ...(sharedUrl?.startsWith('https:') ? wrap(words.cache.trustIt, style.columns) : []),
  ];
}
