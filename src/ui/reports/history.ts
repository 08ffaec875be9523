import type { HistoryEntry } from '../../engine/history/history.ts';
import { printableLine } from '../text/printable.ts';
import { paint, type Style } from '../text/style.ts';
import { hang, wrap } from '../text/wrap.ts';
import type { Words } from '../words/index.ts';
import { diffLines } from './apply/diff.ts';

export interface HistoryContext {
  readonly style: Style;
  readonly words: Words;
  readonly diff: boolean;
}

/** For people: each transaction with what it did, newest first, and whether it still stands. */
export function historyPage(entries: readonly HistoryEntry[], context: HistoryContext): string {
  const { style, words } = context;
  if (entries.length === 0) return `${wrap(words.history.nothing, style.columns).join('\n')}\n`;
  const lines = entries.flatMap((entry, index) => [
    ...(index === 0 ? [] : ['']),
    ...entryLines(entry, context),
  ]);
  return `${lines.join('\n')}\n`;
}

function entryLines(entry: HistoryEntry, { style, words, diff }: HistoryContext): string[] {
  const when = entry.at.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
  return [
    paint(style, 'bold', entry.id),
    ...hang('  ', words.history.by(when, printableLine(entry.by)), style.columns),
    ...hang('  ', printableLine(entry.command), style.columns),
    ...hang('  ', stateOf(entry, words), style.columns),
    ...entry.changes.flatMap((change) => [
      ...hang('  ', changeText(change, words), style.columns),
      ...(diff && change.diff !== '' ? ['', ...diffLines(change.diff, style), ''] : []),
    ]),
  ];
}

function stateOf({ end, undoes, undoneBy }: HistoryEntry, words: Words): string {
  if (undoneBy !== null) return words.history.undoneBy(undoneBy);
  const state = words.history.ends[end];
  return undoes === null ? state : `${state} ${words.history.undoes(undoes)}`;
}

function changeText({ action, path, target }: HistoryEntry['changes'][number], words: Words) {
  const what = path ?? words.apply.effects[target as 'update-trust'] ?? target;
  return printableLine(`${words.apply.actions[action]} ${what}`);
}
