/**
 * Draws the tables of engines and holds ours against them:
 *   node test/lab/tables/cli.ts --engine forky [--pin]
 *   node test/lab/tables/cli.ts --into docs/proof.md
 * Without an engine it is all of them. --pin keeps what was drawn; FILE gets a summary between its
 * two lines that name this program.
 */
import { parseArgs } from 'node:util';
import { startLab } from '../lab.ts';
import { writeSection } from '../section.ts';
import type { SuiteName } from '../suites.ts';
import { differences } from './differences.ts';
import { drawTables, pinTables, type Tables } from './pinned.ts';
import { summaryOf } from './summary.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    pin: { type: 'boolean', default: false },
    into: { type: 'string' },
  },
});
const suites: SuiteName[] = ['bookworm', 'trixie', 'forky'];
const chosen = suites.filter((suite) => suite === (values.engine ?? suite));
if (chosen.length === 0) throw new Error(`no such engine: ${values.engine}`);

const drawn: Tables[] = [];
for (const suite of chosen) drawn.push(await drawOn(suite));
const summary = summaryOf(drawn);
console.log(summary);
if (values.into) await writeSection(values.into, 'node test/lab/tables/cli.ts', summary);
process.exitCode = drawn.every((tables) => differences(tables).length === 0) ? 0 : 1;

async function drawOn(suite: SuiteName): Promise<Tables> {
  const lab = await startLab({ hosts: [suite] });
  try {
    const tables = await drawTables(lab.host(suite));
    if (values.pin) console.log(`pinned in ${await pinTables(tables)}`);
    for (const difference of differences(tables)) console.log(difference);
    return tables;
  } finally {
    await lab.stop();
  }
}
