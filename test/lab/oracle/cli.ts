/**
 * Holds the doctor's predictions against a real engine:
 *   node test/lab/oracle/cli.ts --engine forky --store containerd --seed 17
 *   node test/lab/oracle/cli.ts --engine bookworm --from 0 --count 2000
 */
import { parseArgs } from 'node:util';
import type { Store } from '../suites.ts';
import { isSuite } from '../suites.ts';
import { compare } from './compare.ts';
import { drawCase } from './generate.ts';
import { startRig } from './rig.ts';
import { emptyTally, lineOf, tallyLine } from './tally.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'forky' },
    store: { type: 'string', default: 'classic' },
    seed: { type: 'string', multiple: true, default: [] },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '300' },
    /** Everything that was drawn, asked and answered. */
    verbose: { type: 'boolean', default: false },
  },
});
if (!isSuite(values.engine)) throw new Error(`no such engine: ${values.engine}`);
const store: Store = values.store === 'containerd' ? 'containerd' : 'classic';
const from = Number(values.from);
const seeds =
  values.seed.length > 0
    ? values.seed.map(Number)
    : Array.from({ length: Number(values.count) }, (_, index) => from + index);

const rig = await startRig(values.engine, store);
const tally = emptyTally();
try {
  for (const seed of seeds) {
    const happening = await rig.run(drawCase(seed, rig.traits));
    const verdict = compare(happening);
    tally.add(verdict);
    console.log(lineOf(verdict, values.verbose ? happening : null));
  }
} finally {
  console.log(`${values.engine}, ${store} store: ${tallyLine(tally)}`);
  await rig.stop();
}
process.exit(tally.count('no') === 0 ? 0 : 1);
