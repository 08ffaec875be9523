/**
 * How long the standalone executable takes to start, as multiples of an empty Node started in the
 * same moment: `node bench/standalone.ts [EXECUTABLE]`. Without one, it is built first.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { buildStandalone } from '../packaging/standalone.ts';

/** The promise: what the executable adds to Node's own start. */
const budget = 1.4;
const rounds = 40;

const folder = await mkdtemp(join(tmpdir(), 'dockcfg-bench-'));
try {
  const [given] = process.argv.slice(2);
  const [built = ''] = given ? [given] : await buildStandalone(folder, [ownArchitecture()]);
  report(built);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function report(executable: string): void {
  const contenders: readonly (readonly [program: string, ...argv: string[]])[] = [
    [process.execPath, '-e', '0'],
    [executable, '--version'],
    [executable, '--help'],
  ];
  const times = contenders.map((contender) => [timeOf(contender)]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) times[index]?.push(timeOf(contender));
  }
  const empty = times[0] ?? [];
  for (const [index, [, ...argv]] of contenders.entries()) {
    const own = times[index] ?? [];
    const ratio = median(own.map((ms, round) => ms / (empty[round] ?? Number.NaN)));
    // The promise is about starting: what asks the host for something takes what that takes.
    const isLate = argv.length === 1 && ratio > budget;
    if (isLate) process.exitCode = 1;
    const name = index === 0 ? 'an empty node' : `dockcfg ${argv.join(' ')}`;
    const verdict = isLate ? `  over the budget of ${budget}` : '';
    console.log(`${name.padEnd(32)} ${median(own).toFixed(1)} ms  ${ratio.toFixed(2)}${verdict}`);
  }
}

function ownArchitecture(): 'x64' | 'arm64' {
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch;
  throw new Error(`there is no executable for ${process.arch}`);
}

function timeOf([program, ...argv]: readonly [string, ...string[]]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
