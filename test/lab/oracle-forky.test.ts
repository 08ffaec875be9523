/** What the doctor foretells, held against what forky's engine does. A file each, to run side by side. */
import { describe, test } from 'vitest';
import { engines } from './oracle/rounds.ts';
import { foretell, longestRunMs } from './oracle/share.ts';

const stores = engines.filter(({ suite }) => suite === 'forky');

describe('a prediction for random hosts', () => {
  test.for(stores)('is what $suite does in the $store store', { timeout: longestRunMs }, foretell);
});
