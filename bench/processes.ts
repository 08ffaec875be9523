/**
 * What whole processes cost, against an empty Node started in the same moment: CPU time, which
 * other work on the machine hardly changes, and which on a quiet one is the time that passes. All
 * contenders take turns.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lowestTenth, type Row } from './table.ts';

export interface Contender {
  readonly name: string;
  readonly argv: readonly [program: string, ...argv: string[]];
  /** what it may cost, in empty starts; absent for what is only shown */
  readonly budget?: number;
}

const empty: Contender = { name: 'node -e 0', argv: [process.execPath, '-e', '0'] };

/** Whatever takes as long as this hangs: the slowest run of any table is done in a tenth of it. */
export const hungMs = 5 * 60_000;

/** @returns a row for the empty Node, then one for each contender */
export function costAgainstEmpty(contenders: readonly Contender[], rounds: number): Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockcfg-bench-'));
  const out = path.join(folder, 'out');
  try {
    const all = [empty, ...contenders];
    const costs = all.map(() => [] as number[]);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, { argv }] of all.entries()) costs[index]?.push(costOf(argv, out));
    }
    const typical = costs.map(lowestTenth);
    return all.map(({ name, budget }, index) => {
      const ms = typical[index] ?? Number.NaN;
      return { name, ms, ratio: ms / (typical[0] ?? Number.NaN), budget: budget ?? null };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** bash cuts off what is below a millisecond, of user and of system time: a twentieth of a start each. */
const runs = 5;

/** bash measures what its children took; standard output is a file, as in a timer or a play a pipe. */
const script = `TIMEFORMAT="%U %S"; out=$1; shift
time for ((run = 0; run < ${runs}; run += 1)); do "$@" >"$out" || exit; done`;

/** @returns the CPU time of a whole process and all its threads, in ms: the mean of a few runs */
function costOf(argv: Contender['argv'], out: string): number {
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', out, ...argv], {
    encoding: 'utf8',
    timeout: hungMs,
  });
  const times = /^([\d.]+) ([\d.]+)$/m.exec(stderr.trim().split('\n').at(-1) ?? '');
  if (status !== 0 || !times) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return ((Number(times[1]) + Number(times[2])) * 1000) / runs;
}
