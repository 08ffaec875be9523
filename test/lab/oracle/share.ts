/** The share of the oracle that every test run does, and how it is judged. */
import { expect } from 'vitest';
import type { Store, SuiteName } from '../suites.ts';
import { compare, documentOf } from './compare.ts';
import { drawCase } from './generate.ts';
import type { Happening, Rig } from './rig.ts';
import { startRig } from './rig.ts';
import { emptyTally, lineOf, type Tally, tallyLine } from './tally.ts';

/** `DOCKCFG_ORACLE=all` does every case; otherwise as many as fit into the time. */
const cases = 300;
const budgetMs = process.env.DOCKCFG_ORACLE === 'all' ? Number.POSITIVE_INFINITY : 75_000;
/** Fewer than these say too little; a slow machine takes longer for them. */
const fewest = 40;
/** One in so many cases is also looked at by the program itself, as a process of its own. */
const byHandEvery = 20;
/** Of what the doctor does not commit itself to, there may be few. */
const mostUnknown = 0.02;

/** How long a run may take at the very most, for the test that waits for it. */
export const longestRunMs = 30 * 60_000;

/** Holds predictions against this engine, and fails with a line for every wrong one. */
export async function foretell(suite: SuiteName, store: Store): Promise<void> {
  const rig = await startRig(suite, store);
  try {
    const tally = await runCases(rig);
    console.log(`${suite}, ${store} store: ${tallyLine(tally)}`);
    const wrong = tally.verdicts.filter(({ agrees }) => agrees === 'no');
    const replay = `node test/lab/oracle/cli.ts --engine ${suite} --store ${store} --verbose --seed`;
    expect(wrong.map((verdict) => `${replay} ${verdict.seed}\n${lineOf(verdict, null)}`)).toEqual(
      [],
    );
    expect(tally.count('unknown')).toBeLessThanOrEqual(Math.ceil(cases * mostUnknown));
  } finally {
    await rig.stop();
  }
}

async function runCases(rig: Rig): Promise<Tally> {
  const tally = emptyTally();
  const begun = performance.now();
  for (let seed = 0; seed < cases; seed++) {
    if (seed >= fewest && performance.now() - begun > budgetMs) break;
    const happening = await rig.run(drawCase(seed, rig.traits));
    tally.add(compare(happening));
    if (seed % byHandEvery === 0) await expectSameByHand(rig, happening);
  }
  return tally;
}

/** What the doctor says within the agent is what it says on the command line. */
async function expectSameByHand(rig: Rig, happening: Happening): Promise<void> {
  const byHand = await rig.doctorByHand(happening);
  const [within, alone] = [happening.doctor, byHand].map(
    ({ stdout }) => documentOf(stdout)?.routes?.[0],
  );
  expect(alone?.prediction).toEqual(within?.prediction);
}
