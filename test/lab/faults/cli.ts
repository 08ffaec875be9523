/**
 * The fault matrix as tables, in Markdown:
 *
 *   node test/lab/faults/cli.ts [--full] [--into FILE]
 *   node test/lab/faults/cli.ts --from REPORT… [--into FILE]
 *
 * Without --full it is what CI tries. A REPORT is one that vitest's json reporter has written; of
 * several the later ones count. FILE gets the tables between its two lines that name this program.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { tablesOf } from './table.ts';

const begin = '<!-- node test/lab/faults/cli.ts -->';
const end = '<!-- end of node test/lab/faults/cli.ts -->';

const { values, positionals } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    from: { type: 'boolean', default: false },
    into: { type: 'string' },
  },
  allowPositionals: true,
});

const texts = values.from ? await Promise.all(positionals.map(read)) : [await run()];
const tables = tablesOf(texts.map((text) => JSON.parse(text)));
if (values.into) await writeInto(values.into);
else console.log(tables);

/** Runs both tests; where it fails, the table shows. */
async function run(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dockcfg-matrix-'));
  const report = path.join(folder, 'report.json');
  const tests = ['test/lab/faults.test.ts', 'test/lab/healthy.test.ts'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await execa('vitest', ['run', ...tests, ...reporters], {
    preferLocal: true,
    reject: false,
    stdout: process.stderr,
    stderr: 'inherit',
    env: values.full ? { DOCKCFG_MATRIX: 'full' } : {},
  });
  const text = await read(report);
  await rm(folder, { recursive: true });
  return text;
}

async function writeInto(file: string): Promise<void> {
  const text = await read(file);
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for the tables`);
  const [before, after] = [text.slice(0, from + begin.length), text.slice(to)];
  await writeFile(file, `${before}\n${tables}\n${after}`);
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8');
}
