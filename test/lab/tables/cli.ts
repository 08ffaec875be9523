/**
 * Draws the tables of an engine and holds ours against them; with --pin it keeps what was drawn:
 *   node test/lab/tables/cli.ts --engine forky --pin
 */
import { parseArgs } from 'node:util';
import { startLab } from '../lab.ts';
import { isSuite } from '../suites.ts';
import { differences } from './differences.ts';
import { drawTables, pinTables } from './pinned.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'forky' },
    pin: { type: 'boolean', default: false },
  },
});
if (!isSuite(values.engine)) throw new Error(`no such engine: ${values.engine}`);
const lab = await startLab({ hosts: [values.engine] });
try {
  const tables = await drawTables(lab.host(values.engine));
  console.log(JSON.stringify(tables, null, 2));
  if (values.pin) console.log(`pinned in ${await pinTables(tables)}`);
  for (const difference of differences(tables)) console.log(difference);
} finally {
  await lab.stop();
}
