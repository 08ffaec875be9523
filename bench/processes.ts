/**
 * Times whole processes against an empty Node started in the same moment. All contenders take
 * turns, so that whatever else the machine does hits them alike.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { lowestTenth, type Row } from './table.ts';

export interface Contender {
  readonly name: string;
  readonly argv: readonly [program: string, ...argv: string[]];
  /** what it may cost, in empty starts; absent for what is only shown */
  readonly budget?: number;
}

const empty: Contender = { name: 'node -e 0', argv: [process.execPath, '-e', '0'] };

/** @returns a row for the empty Node, then one for each contender */
export function timeAgainstEmpty(contenders: readonly Contender[], rounds: number): Row[] {
  const all = [empty, ...contenders];
  for (const { argv } of all) timeOf(argv);
  const times = all.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { argv }] of all.entries()) times[index]?.push(timeOf(argv));
  }
  const typical = times.map(lowestTenth);
  return all.map(({ name, budget }, index) => {
    const ms = typical[index] ?? Number.NaN;
    return { name, ms, ratio: ms / (typical[0] ?? Number.NaN), budget: budget ?? null };
  });
}

function timeOf([program, ...argv]: Contender['argv']): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}
