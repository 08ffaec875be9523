/** The tables of several engines in numbers, for people. */
import { differences } from './differences.ts';
import type { Tables } from './pinned.ts';

const heads = [
  ...['engine', 'names asked', 'taken', 'ignored', 'refused'],
  ...['changed and reloaded', 'taken up', 'kept', 'also in `docker info`', 'differences'],
];

/** Markdown: one line for each engine. */
export function summaryOf(drawn: readonly Tables[]): string {
  const lines = [heads, heads.map(() => '---'), ...drawn.map(rowOf)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(tables: Tables): string[] {
  const names = Object.values(tables.names);
  const reloads = Object.values(tables.reloads);
  const count = <T>(list: readonly T[], wanted: T) => list.filter((each) => each === wanted).length;
  const numbers = [
    ...[names.length, count(names, 'known'), count(names, 'ignored'), count(names, 'refused')],
    ...[reloads.length, count(reloads, 'reloaded'), count(reloads, 'kept')],
    ...[Object.keys(tables.info ?? {}).length, differences(tables).length],
  ];
  return [tables.version.replace(/\+.*$/, ''), ...numbers.map(String)];
}
