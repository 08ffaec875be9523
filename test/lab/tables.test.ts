/** Our table of daemon.json keys, held against what the lab's engines take, ignore, refuse, reload. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Lab } from './lab.ts';
import { startLab } from './lab.ts';
import type { SuiteName } from './suites.ts';
import { differences } from './tables/differences.ts';
import { drawTables, pinnedTables, pinTables, type Tables } from './tables/pinned.ts';

const suites: SuiteName[] = ['bookworm', 'trixie', 'forky'];

describe.for(suites)('the keys of %s', (suite) => {
  let lab: Lab;
  let drawn: Tables;

  beforeAll(async () => {
    lab = await startLab({ hosts: [suite] });
    drawn = await drawTables(lab.host(suite));
  });
  afterAll(() => lab?.stop());

  test('are what our table says', () => {
    expect(differences(drawn)).toEqual([]);
  });

  test('are what is pinned for this version', async () => {
    const pinned = await pinnedTables(drawn.version);
    if (pinned) return expect({ ...drawn, version: '' }).toEqual({ ...pinned, version: '' });
    // Testing moves: a version that nobody has seen yet is written down, and not a failure.
    const file = await pinTables(drawn);
    console.log(`${drawn.version} was not pinned yet; what it says is in ${file} now`);
    expect(await pinnedTables(drawn.version)).toEqual(drawn);
  });
});
