/** Addresses that are waited for in vain before one connects. */
import { expect, test } from 'vitest';
import { deadAddress, waitedFor } from '../../src/checks/dead-address.ts';
import { evidenceOf, hopTo } from './evidence.ts';
import { oneDead } from './fixtures/ways.ts';

const hub = 'registry-1.docker.io';
const outcomeOf = (changes: ReturnType<typeof oneDead>) =>
  evidenceOf({ walks: [{ hops: [hopTo(hub, changes)] }] });

test('an address that refuses at once is no reason to wait', () => {
  expect(deadAddress.judge(outcomeOf(oneDead(1, 'ECONNREFUSED')))).toEqual([]);
});

test('a dead address of the family that is left after 300 ms is no reason to wait', () => {
  const changes = oneDead(5_000, 'DEADLINE');
  const [dead, won] = changes.dials ?? [];
  if (!dead || !won) throw new Error('two dials are expected');
  const dials = [{ ...dead, address: '2001:db8::9', family: 6 as const }, won];
  expect(deadAddress.judge(outcomeOf({ ...changes, dials }))).toEqual([]);
});

test('an address that fails after three seconds costs them, and the pull goes through', () => {
  const evidence = outcomeOf(oneDead(3_000));
  const [finding] = deadAddress.judge(evidence);
  expect(finding).toMatchObject({ subject: hub, severity: 'warning' });
  expect(finding?.text.en).toContain('192.0.2.9 comes before 192.0.2.1');
  expect(finding?.text.en).toContain('waits 3 s');
  expect(evidence.routes[0]?.prediction.outcome).toBe('pulled');
});

test('silence takes half the time of two, which some releases do not have', () => {
  const changes = oneDead(2_500, 'DEADLINE');
  expect(waitedFor(hopTo(hub, changes))).toBe(15_000);
  const evidence = outcomeOf(changes);
  expect(evidence.routes[0]?.prediction.outcome).toBe('unknown');
  expect(deadAddress.judge(evidence)[0]?.severity).toBe('error');
});
