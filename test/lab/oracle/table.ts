/** What the oracle came to, as a table for people. */
import type { Round } from './rounds.ts';

/** Markdown: one line for each engine and store, and the command that gets it again. */
export function tableOf(rounds: readonly Round[], command: string): string {
  const head = [
    ...['engine', 'store', 'seeds', 'cases', 'foretold', 'unknown', 'wrong'],
    ...['pulled: by whom', 'failed: word for word', 'cases a second'],
  ];
  const rows = rounds.map(rowOf);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `\`${command}\`\n\n${lines.join('\n')}`;
}

function rowOf({ version, store, tally, ms }: Round): string[] {
  const { verdicts, count, detail } = tally;
  const seeds = verdicts.map(({ seed }) => seed);
  const pulled = detail('servedBy', 'same') + detail('servedBy', 'untold');
  const told = detail('text', 'same');
  const failed = told + detail('text', 'untold') + detail('text', 'different');
  return [
    version.replace(/\+.*$/, ''),
    store,
    `${Math.min(...seeds)}–${Math.max(...seeds)}`,
    ...[verdicts.length, count('yes'), count('unknown'), count('no')].map(String),
    `${detail('servedBy', 'same')} of ${pulled}`,
    `${told} of ${failed}`,
    (verdicts.length / (ms / 1000)).toFixed(1),
  ];
}
