import { expect, test } from 'vitest';
import { anchorNotInBundle } from '../../src/checks/anchor-not-in-bundle.ts';
import type { Evidence } from '../../src/checks/evidence.ts';
import { trustedAfterRestart } from '../../src/checks/trusted-after-restart.ts';
import { systemFolders, trustStores } from '../../src/domain/trust-stores.ts';
import { failing } from './fixtures/index.ts';

/** The evidence of a code's fixture, with its CA in another folder. */
function withCaIn(folder: string, code: string): Evidence {
  const evidence = failing[code]?.();
  const [file] = [...(evidence?.facts.files.values() ?? [])];
  if (!evidence || !file) throw new Error(`${code} has no fixture with a file`);
  const moved = { ...file, path: `${folder}corp.crt` };
  return { ...evidence, facts: { ...evidence.facts, files: new Map([[moved.path, moved]]) } };
}

test.each(trustStores)(
  'a CA of the $id way that was not built in is built in with its tool',
  (store) => {
    const [found] = anchorNotInBundle.judge(withCaIn(store.anchors, 'DC2027'));
    expect(found?.remedies[0]).toMatchObject({ kind: 'command', command: store.command });
  },
);

test.each([...trustStores.map(({ anchors }) => anchors), ...systemFolders])(
  'a CA that was laid into %s after the start of the engine is noticed',
  (folder) => {
    const [found] = trustedAfterRestart.judge(withCaIn(folder, 'DC2005'));
    expect(found?.text.en).toContain(`${folder}corp.crt`);
  },
);

test('a CA in any other folder is none of the system', () => {
  expect(anchorNotInBundle.judge(withCaIn('/home/me/', 'DC2027'))).toEqual([]);
  expect(trustedAfterRestart.judge(withCaIn('/home/me/', 'DC2005'))).toEqual([]);
});
