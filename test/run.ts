/**
 * `npm test`: everything that proves this checkout, cheapest first. Each step runs as its own
 * process; the last line counts what passed and what failed, and the exit status agrees with it.
 *
 * The lab (real engines) needs root, Linux and a few Debian packages. Where it cannot run, that
 * is said plainly and the rest still counts; with DOCKCFG_LAB=required it is a failure.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canRunLab } from './lab/can-run.ts';

interface Tally {
  passed: number;
  failed: number;
}

interface Step {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  /** a vitest run counts its tests; any other step counts as one */
  readonly vitest?: boolean;
}

const bin = (name: string) => join('node_modules', '.bin', name);

const quick: readonly Step[] = [
  { name: 'lint', argv: [bin('biome'), 'check', '.'] },
  { name: 'types', argv: [bin('tsc'), '--noEmit'] },
  { name: 'unused code', argv: [bin('knip')] },
  { name: 'build', argv: [process.execPath, 'build.js'] },
  {
    name: 'unit and world',
    argv: [bin('vitest'), 'run', '--project', 'unit'],
    vitest: true,
  },
  { name: 'oldest Node promised', argv: [process.execPath, 'test/node-floor.ts'] },
];

const lab: Step = { name: 'lab', argv: [bin('vitest'), 'run', '--project', 'lab'], vitest: true };

const tally: Tally = { passed: 0, failed: 0 };
const scratch = await mkdtemp(join(tmpdir(), 'dockcfg-test-'));
try {
  for (const step of quick) await run(step);
  await runLab();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;

async function runLab(): Promise<void> {
  const obstacle = await canRunLab();
  if (obstacle === null) return run(lab);
  console.log(`\nLeft out: the lab (pulls by real engines), because ${obstacle}.`);
  if (process.env.DOCKCFG_LAB === 'required') {
    console.log('The lab was required (DOCKCFG_LAB=required), so leaving it out is a failure.');
    tally.failed += 1;
  }
}

async function run(step: Step): Promise<void> {
  const started = performance.now();
  console.log(`\n== ${step.name}`);
  const report = join(scratch, `${step.name.replaceAll(' ', '-')}.json`);
  const extra = step.vitest
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : [];
  const exitCode = await exec([...step.argv, ...extra]);
  const counted = step.vitest ? await countVitest(report) : null;
  const failed = Math.max(counted?.failed ?? 0, exitCode === 0 ? 0 : 1);
  tally.passed += counted?.passed ?? (exitCode === 0 ? 1 : 0);
  tally.failed += failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`== ${step.name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
}

/** What vitest's own report counts; null when it wrote none (it died before a test ran). */
async function countVitest(report: string): Promise<Tally | null> {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'));
    return { passed: Number(numPassedTests), failed: Number(numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function exec(argv: readonly string[]): Promise<number> {
  const [program = '', ...args] = argv;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
