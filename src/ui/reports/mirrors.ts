import type { MirrorDocument, MirrorsDocument } from '../../engine/rank/document.ts';
import { printableLine } from '../text/printable.ts';
import { paint, type Style } from '../text/style.ts';
import { table } from '../text/table.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';

export interface MirrorsContext {
  readonly style: Style;
  readonly words: Words;
}

/** For people: the mirrors of use, the best on top with a bar for its speed; below, why not the rest. */
export function mirrorsPage(document: MirrorsDocument, context: MirrorsContext): string {
  const { style, words } = context;
  const texts = words.mirrors;
  if (document.mirrors.length === 0) {
    return `${wrap(texts.nothingToCheck, style.columns).join('\n')}\n`;
  }
  const useful = document.mirrors.filter(({ rank }) => rank !== null);
  const rest = document.mirrors.filter(({ rank }) => rank === null);
  const lines = [
    ...wrap(comparison(document, words), style.columns),
    '',
    ...(useful.length === 0
      ? wrap(texts.nothingServes, style.columns)
      : tableOf(document, useful, context)),
    ...notesOn(useful, context),
    ...(rest.length === 0 ? [] : ['', texts.ofNoUse]),
    ...rest.flatMap(({ url, text }) => hang('  ', printableLine(`${url} ${text}`), style.columns)),
    '',
    ...footer(document, words).flatMap((text) => wrap(text, style.columns)),
  ];
  return `${lines.join('\n')}\n`;
}

function comparison({ image, digest, comparedWith, upstream }: MirrorsDocument, words: Words) {
  const { comparing } = words.mirrors;
  const why = printableLine(upstream.text);
  if (digest === null || comparedWith === null) return comparing.nobody(image, why);
  const shown = printableLine(digest.slice(0, 'sha256:'.length + 12));
  return comparedWith === 'upstream'
    ? comparing.upstream(image, shown)
    : comparing.majority(image, shown, why);
}

function tableOf(
  { complete }: MirrorsDocument,
  mirrors: readonly MirrorDocument[],
  { style, words }: MirrorsContext,
): string[] {
  const { titles, sources, milliseconds } = words.mirrors;
  const best = Math.max(...mirrors.map(({ bytesPerSecond }) => bytesPerSecond ?? 0));
  const isMeasured = mirrors.some(({ rounds }) => rounds.length > 0);
  const firstByte = {
    title: titles.firstByte,
    cell: ({ firstByteMs }: MirrorDocument) =>
      firstByteMs === null ? '' : milliseconds(firstByteMs),
  };
  const columns = [
    { title: titles.rank, cell: ({ rank }: MirrorDocument) => String(rank ?? '') },
    { title: titles.url, cell: ({ url }: MirrorDocument) => printableLine(url) },
    {
      title: titles.from,
      cell: (mirror: MirrorDocument) => sources[mirror.sources[0] ?? 'argument'],
    },
    ...(isMeasured ? [firstByte] : []),
    {
      title: titles.speed,
      cell: (mirror: MirrorDocument) =>
        speedCell(mirror, { best, isMeasured, complete, style, words }),
    },
  ];
  const [head = '', ...rows] = table(columns, mirrors, style.columns);
  return [paint(style, 'bold', head), ...rows];
}

interface SpeedContext extends MirrorsContext {
  readonly best: number;
  readonly isMeasured: boolean;
  readonly complete: boolean;
}

function speedCell(
  { bytesPerSecond, firstByteMs, contactMs }: MirrorDocument,
  { best, isMeasured, complete, style, words }: SpeedContext,
): string {
  const texts = words.mirrors;
  if (bytesPerSecond !== null) {
    const megabytes = (bytesPerSecond / 1e6).toFixed(bytesPerSecond < 1e6 ? 2 : 1);
    return `${bar(bytesPerSecond / best, style)} ${texts.speed(megabytes)}`;
  }
  if (firstByteMs !== null) return texts.tooSmall;
  if (!complete) return texts.notReached(contactMs ?? 0);
  return isMeasured ? texts.notMeasured(contactMs ?? 0) : texts.onlyServes(contactMs ?? 0);
}

/** Wide enough to compare, narrow enough to leave room for the numbers. */
const barColumns = 16;

/** The number stands beside it, so that nothing is said by the bar alone. */
function bar(share: number, style: Style): string {
  const cells = Math.max(1, Math.round(share * barColumns));
  return (style.unicode ? '█' : '#').repeat(cells);
}

function notesOn(mirrors: readonly MirrorDocument[], { style, words }: MirrorsContext): string[] {
  return mirrors.flatMap(({ url, rounds }) => {
    const failed = rounds.filter((round) => round.failed !== null).length;
    if (failed === 0) return [];
    return wrap(
      words.mirrors.failedRounds(printableLine(url), failed, rounds.length),
      style.columns,
    );
  });
}

function footer(document: MirrorsDocument, words: Words): string[] {
  const { mirrors, presetsDate, elapsedMs, complete } = document;
  const texts = words.mirrors;
  const useful = mirrors.filter(({ rank }) => rank !== null);
  const fromList = useful.some(({ sources }) => sources.every((source) => source === 'preset'));
  const untried = mirrors.filter(({ standing }) => standing === 'not-tried');
  const unmeasured = useful.filter(({ rounds }) => rounds.length === 0);
  return [
    ...(complete ? [] : [texts.cutShort(untried.length, unmeasured.length)]),
    ...(fromList && presetsDate !== null ? [texts.presets(presetsDate)] : []),
    texts.summary(mirrors.length, useful.length, (elapsedMs / 1000).toFixed(1)),
  ];
}
