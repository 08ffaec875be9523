/**
 * Holds the doctor's predictions against real engines:
 *   node test/lab/oracle/cli.ts --engine forky --store containerd --seed 17 --verbose
 *   node test/lab/oracle/cli.ts --engine bookworm --from 0 --count 2000
 *   node test/lab/oracle/cli.ts --count 1000 --into docs/proof.md
 * Without an engine it is all of them, with every store they have, two at a time. FILE gets what
 * came of it between its two lines that name this program.
 */
import { parseArgs } from 'node:util';
import { writeSection } from '../section.ts';
import { type Engine, engines, type Round, runRound } from './rounds.ts';
import { tableOf } from './table.ts';
import { despiteLines, lineOf, tallyLine } from './tally.ts';

const program = 'node test/lab/oracle/cli.ts';
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    store: { type: 'string' },
    seed: { type: 'string', multiple: true, default: [] },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '300' },
    /** Everything that was drawn, asked and answered. */
    verbose: { type: 'boolean', default: false },
    into: { type: 'string' },
  },
});
const { engine, store, from, count, into } = values;
const chosen = engines.filter(
  (each) => each.suite === (engine ?? each.suite) && each.store === (store ?? each.store),
);
if (chosen.length === 0) throw new Error(`no such engine: ${engine} ${store}`);
const first = Number(from);
const seeds =
  values.seed.length > 0
    ? values.seed.map(Number)
    : Array.from({ length: Number(count) }, (_, index) => first + index);

const rounds = await twoAtATime(chosen, run);
if (into)
  await writeSection(into, program, tableOf(rounds, `${program} --from ${from} --count ${count}`));
process.exit(rounds.every(({ tally }) => tally.count('no') === 0) ? 0 : 1);

async function run(one: Engine): Promise<Round> {
  const name = `${one.suite}, ${one.store} store`;
  const several = chosen.length > 1;
  const round = await runRound(one, seeds, (verdict, happening) => {
    const line = lineOf(verdict, values.verbose ? happening : null);
    if (!several) console.log(line);
    else if (verdict.agrees !== 'yes') console.log(`${name}:\n${line}`);
  });
  console.log([`${name}: ${tallyLine(round.tally)}`, ...despiteLines(round.tally)].join('\n'));
  return round;
}

/** As many as the machine has cores for, in order. */
async function twoAtATime<T, R>(list: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = [...list.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
