/**
 * The fault matrix as a table, in Markdown: node test/lab/faults/cli.ts [--full] [--from REPORT]
 * Without --full it is what CI tries. REPORT is a report that vitest's json reporter has written.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { tableOf } from './table.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, from: { type: 'string', multiple: true } },
});

const reports = values.from ?? [await run()];
const results = await Promise.all(
  reports.map(async (file) => JSON.parse(await readFile(file, 'utf8'))),
);
console.log(tableOf(results));
if (!values.from) await rm(path.dirname(reports[0] ?? ''), { recursive: true });

/** Runs both tests; where it fails, the table shows. */
async function run(): Promise<string> {
  const report = path.join(await mkdtemp(path.join(tmpdir(), 'dockcfg-matrix-')), 'report.json');
  const tests = ['test/lab/faults.test.ts', 'test/lab/healthy.test.ts'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await execa('vitest', ['run', '--project', 'proof', ...tests, ...reporters], {
    preferLocal: true,
    reject: false,
    stdout: process.stderr,
    stderr: 'inherit',
    env: values.full ? { DOCKCFG_MATRIX: 'full' } : {},
  });
  return report;
}
