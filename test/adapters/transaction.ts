import type { Plan } from '../../src/domain/plan.ts';
import { verbatim } from '../../src/domain/said.ts';
import type { TransactionStart } from '../../src/ports/journal.ts';
import { absent, file } from '../doubles/files.ts';

const path = '/etc/docker/daemon.json';

const plan: Plan = {
  changes: [
    { kind: 'file', target: 't', path, before: absent, after: file('{}'), because: [] },
    { kind: 'effect', effect: 'daemon-reload', because: [verbatim('x')] },
    {
      kind: 'file',
      target: 't',
      path: '/a',
      before: file('\u0000\u00ff'),
      after: absent,
      because: [],
    },
  ],
  action: 'restart',
  reason: verbatim('because'),
  disruption: { containersStopped: 0, names: [] },
  conflicts: [],
  expects: [{ key: 'registry-mirrors', value: [] }],
  warnings: [],
};

/** The start of a transaction with a bit of everything. */
export function startOf(id: string): TransactionStart {
  return {
    id,
    startedAt: '2026-11-20T10:15:00.000Z',
    by: { uid: 0, user: 'ada' },
    command: 'dockcfg apply',
    plan,
    service: { unit: 'docker.service', active: true, socketActive: true },
    verb: 'restart',
    shown: null,
  };
}
