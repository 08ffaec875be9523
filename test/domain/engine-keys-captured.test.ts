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

  // Why these cannot be changed under an engine stands beside what is (tables/changes.ts).
  const unchanged = [
    ...['api-cors-header', 'graph', 'host-gateway-ips'],
    ...['cluster-store', 'cluster-advertise', 'cluster-store-opts'],
  ];

  // What was drawn before every key was tried has no `info`.
  const whole = pinned.filter(({ info }) => info !== undefined);

  test.each(whole)('has every key that $version knows, changed under it and reloaded', (tables) => {
    const known = Object.entries(tables.names).flatMap(([name, is]) =>
      is === 'known' ? name : [],
    );
    const changed = new Set([...Object.keys(tables.reloads), ...unchanged]);
    expect(known.filter((name) => !changed.has(name))).toEqual([]);
  });
});
