/** What the doctor foretells, held against what real engines do: the containerd store. */
import { describe, test } from 'vitest';
import { foretell, longestRunMs } from './oracle/share.ts';
import type { SuiteName } from './suites.ts';

const suites: SuiteName[] = ['trixie', 'forky'];

describe('a prediction for random hosts, in the containerd store', () => {
  test.for(suites)('is what %s does', { timeout: longestRunMs }, async (suite) => {
    await foretell(suite, 'containerd');
  });
});
