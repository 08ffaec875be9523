/**
 * How long `--version` and `--help` take, as multiples of an empty Node started in the same
 * moment. All contenders take turns, so that whatever else the machine does hits them alike.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Startup {
  readonly name: string;
  readonly medianMs: number;
  /** median over rounds of this time divided by the empty node's in the same round */
  readonly ratio: number;
}

const contenders: readonly { name: string; argv: readonly string[] }[] = [
  { name: 'node -e 0', argv: ['-e', '0'] },
  { name: 'dockcfg --version', argv: ['bin/dockcfg.js', '--version'] },
  { name: 'dockcfg --help', argv: ['bin/dockcfg.js', '--help'] },
];

/** The promise: asking for the version or for help costs at most this many empty starts. */
export const budget = 1.3;

export function measureStartup(rounds = 40): readonly Startup[] {
  for (const { argv } of contenders) timeOf(argv);
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { argv }] of contenders.entries()) times[index]?.push(timeOf(argv));
  }
  const empty = times[0] ?? [];
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((ms, round) => ms / (empty[round] ?? Number.NaN));
    return { name, medianMs: median(own), ratio: median(ratios) };
  });
}

function timeOf(argv: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
