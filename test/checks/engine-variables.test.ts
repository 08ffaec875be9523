import { expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { judge } from '../../src/engine/doctor/judge.ts';
import { unitWith } from '../doubles/facts.ts';
import { trust } from './fixtures/trust.ts';

const origin = { kind: 'file', path: '/etc/x.conf', line: 2 } as const;
const unit = unitWith({ environment: [{ name: 'SSL_CERT_FILE', value: '/etc/corp.pem', origin }] });

/** What is said of a CA among the system's that the engine does not take, with this environment. */
function saidWith(environment: NonNullable<HostFacts['process']>['environment']): string {
  const evidence = trust.DC2027?.();
  if (!evidence) throw new Error('DC2027 has no fixture');
  const process = { pid: 42, argv: ['dockerd'], environment };
  const facts = { ...evidence.facts, unit, process };
  const { findings } = judge({ ...evidence, facts }, checks);
  return findings.find(({ code }) => code === 'DC2027')?.text.en ?? '';
}

test('an engine that was started with a bundle of its own is said to read that', () => {
  expect(saidWith({ SSL_CERT_FILE: '/etc/corp.pem' })).toContain('the engine read /etc/corp.pem');
  expect(saidWith(null)).toContain('the engine read /etc/corp.pem');
});

test("one that was started before its unit named another bundle reads the system's", () => {
  expect(saidWith({})).toContain('not in the bundle that the engine reads');
});
