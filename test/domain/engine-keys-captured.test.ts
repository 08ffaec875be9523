import { describe, expect, test } from 'vitest';
import { differences } from '../lab/tables/differences.ts';
import { allPinned } from '../lab/tables/pinned.ts';

const pinned = await allPinned();

describe('the table of keys, held against what real engines answered', () => {
  test('several engines were asked', () => {
    expect(pinned.length).toBeGreaterThanOrEqual(3);
  });

  test.each(pinned)('says what $version says', (tables) => {
    expect(Object.keys(tables.names).length).toBeGreaterThan(100);
    expect(differences(tables)).toEqual([]);
  });
});
