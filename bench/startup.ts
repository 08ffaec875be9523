/**
 * How long `--version` and `--help` take, as multiples of an empty Node started in the same
 * moment. All contenders take turns, so that whatever else the machine does hits them alike.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export interface Startup {
  readonly name: string;
  /** the quickest tenth of all rounds: what else the machine does only ever adds */
  readonly ms: number;
  /** of the empty Node's time */
  readonly ratio: number;
}

const contenders: readonly { name: string; argv: readonly string[] }[] = [
  { name: 'node -e 0', argv: ['-e', '0'] },
  { name: 'dockcfg --version', argv: ['bin/dockcfg.js', '--version'] },
  { name: 'dockcfg --help', argv: ['bin/dockcfg.js', '--help'] },
];

/** The promise: asking for the version or for help costs at most this many empty starts. */
export const budget = 1.3;

export function measureStartup(rounds = 60): readonly Startup[] {
  for (const { argv } of contenders) timeOf(argv);
  const times = contenders.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { argv }] of contenders.entries()) times[index]?.push(timeOf(argv));
  }
  const typical = times.map(lowestTenth);
  return contenders.map(({ name }, index) => {
    const ms = typical[index] ?? Number.NaN;
    return { name, ms, ratio: ms / (typical[0] ?? Number.NaN) };
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
