import { expect, test } from 'vitest';
import type { HostFacts } from '../../../src/domain/facts.ts';
import { configSeen } from '../../../src/engine/doctor/config-seen.ts';
import { viewOf } from '../../../src/engine/view/view.ts';
import { factsWith, unitWith } from '../../doubles/facts.ts';

const origin = { kind: 'file', path: '/etc/x.conf', line: 2 } as const;
const unit = unitWith({ environment: [{ name: 'SSL_CERT_FILE', value: '/etc/corp.pem', origin }] });

function variablesOf(environment: NonNullable<HostFacts['process']>['environment']) {
  const facts = factsWith({ unit, process: { pid: 42, argv: ['dockerd'], environment } });
  return configSeen(facts, viewOf(facts, 'running')).ownRoots?.variables ?? [];
}

test('a variable for CAs is told with the place that sets it', () => {
  const variable = { name: 'SSL_CERT_FILE', value: '/etc/corp.pem', path: '/etc/x.conf', line: 2 };
  expect(variablesOf({ SSL_CERT_FILE: '/etc/corp.pem' })).toEqual([variable]);
  expect(variablesOf(null)).toEqual([variable]);
});

test('one that was written since the engine was started is none of the engine', () => {
  expect(variablesOf({})).toEqual([]);
});

test('one that the engine was started with has no place where another stands now', () => {
  const variable = { name: 'SSL_CERT_FILE', value: '/etc/old.pem', path: null, line: null };
  expect(variablesOf({ SSL_CERT_FILE: '/etc/old.pem' })).toEqual([variable]);
});
