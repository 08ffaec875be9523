/** The share of the oracle that every test run does, and how it is judged. */
import { expect } from 'vitest';
import { documentOf } from './compare.ts';
import type { Happening, Rig } from './rig.ts';
import { type Engine, runRound } from './rounds.ts';
import { lineOf, tallyLine } from './tally.ts';

/** The same cases every time, so that what fails in CI fails anywhere. */
const seeds = Array.from({ length: 300 }, (_, seed) => seed);
/** One in so many cases is also looked at by the program itself, as a process of its own. */
const byHandEvery = 20;
/** Of what the doctor does not commit itself to, there may be few. */
const mostUnknown = 0.02;

/** How long a run may take at the very most, for the test that waits for it. */
export const longestRunMs = 30 * 60_000;

/** Holds predictions against this engine, and fails with a line for every wrong one. */
export async function foretell(engine: Engine): Promise<void> {
  const { suite, store } = engine;
  const { tally } = await runRound(engine, seeds, async ({ seed }, happening, rig) => {
    if (seed % byHandEvery === 0) await expectSameByHand(rig, happening);
  });
  console.log(`${suite}, ${store} store: ${tallyLine(tally)}`);
  const wrong = tally.verdicts.filter(({ agrees }) => agrees === 'no');
  const replay = `node test/lab/oracle/cli.ts --engine ${suite} --store ${store} --verbose --seed`;
  expect(wrong.map((verdict) => `${replay} ${verdict.seed}\n${lineOf(verdict, null)}`)).toEqual([]);
  expect(tally.count('unknown')).toBeLessThanOrEqual(Math.ceil(seeds.length * mostUnknown));
}

/** What the doctor says within the agent is what it says on the command line. */
async function expectSameByHand(rig: Rig, happening: Happening): Promise<void> {
  const byHand = await rig.doctorByHand(happening);
  const [within, alone] = [happening.doctor, byHand].map(
    ({ stdout }) => documentOf(stdout)?.routes?.[0],
  );
  expect(alone?.prediction).toEqual(within?.prediction);
}
