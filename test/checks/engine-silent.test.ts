import { expect, test } from 'vitest';
import { engineSilent } from '../../src/checks/engine-silent.ts';
import { evidenceWith, factsWith } from './evidence.ts';

test.each([
  ['gone', 'ENOENT', 'error', 'journalctl'],
  ['one nobody listens on', 'ECONNREFUSED', 'error', 'journalctl'],
  ['silent for longer than we wait', 'ETIMEDOUT', 'warning', 'journalctl'],
  ['not ours to ask', 'EACCES', 'notice', 'sudo'],
])('a socket that is %s', (_what, silence, severity, program) => {
  const [found] = engineSilent.judge(evidenceWith({ facts: factsWith({ silence }) }));
  expect(found?.severity).toBe(severity);
  expect(found?.remedies[0]).toMatchObject({ command: expect.arrayContaining([program]) });
});
