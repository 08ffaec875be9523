/**
 * The fault matrix: each fault shows in a real pull as it does in the field, the doctor puts its
 * cause first, its repair is done, and then a real pull is served by whom it should be.
 */
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Bench } from './faults/bench.ts';
import { startBench } from './faults/bench.ts';
import { engineIds } from './faults/engines.ts';
import { faults } from './faults/index.ts';
import { trialsOn } from './faults/matrix.ts';
import { pairs, provePair, titleOf } from './faults/pairs.ts';
import { prove } from './faults/prove.ts';

describe.concurrent.for(engineIds)('%s', (engine) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench(engine);
  });
  afterAll(() => bench?.stop());

  for (const fault of trialsOn(faults, engine)) {
    test(fault.title, { concurrent: false }, () => prove(fault, bench));
  }
  for (const pair of trialsOn(pairs, engine)) {
    test(titleOf(pair), { concurrent: false }, () => provePair(pair, bench));
  }
});
