/** Configurations that are as they should be: the doctor says so, with no warning and no error. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Bench } from './faults/bench.ts';
import { startBench } from './faults/bench.ts';
import { engineIds } from './faults/engines.ts';
import { trialsOn } from './faults/matrix.ts';
import { isHealthy, isServed } from './faults/prove.ts';
import { variants } from './healthy/index.ts';

describe.concurrent.for(engineIds)('%s', (engine) => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench(engine);
  });
  afterAll(() => bench?.stop());

  for (const variant of trialsOn(variants, engine)) {
    test(variant.title, { concurrent: false }, async () => {
      await bench.clear();
      await variant.arrange(bench);
      await isServed(variant.image, variant.served, bench);
      await variant.meanwhile?.(bench);
      await isHealthy(bench, [variant.image, ...(variant.doctor ?? [])]);
    });
  }
});
