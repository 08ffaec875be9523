/**
 * Times whole processes against an empty Node started in the same moment. All contenders take
 * turns, so that whatever else the machine does hits them alike.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  /** what it may cost, in empty starts; absent for what is only shown */
  readonly budget?: number;
}

export interface Timing {
  readonly name: string;
  /** the quickest tenth of all rounds: what else the machine does only ever adds */
  readonly ms: number;
  /** of the empty Node's time */
  readonly ratio: number;
  readonly budget: number | null;
}

const empty: Contender = { name: 'node -e 0', argv: ['-e', '0'] };

/** @returns a timing for the empty Node, then one for each contender */
export function timeAgainstEmpty(contenders: readonly Contender[], rounds = 60): Timing[] {
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

function timeOf(argv: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

function lowestTenth(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
}
