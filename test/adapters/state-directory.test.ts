import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateDirectoryOf } from '../../src/adapters/state-directory.ts';
import { scratch } from './scratch.ts';

describe("the place of dockcfg's own files in a tree", () => {
  it('stays in the tree, wherever its links point', () => {
    const root = scratch();
    mkdirSync(join(root, 'var'));
    symlinkSync('/srv/state', join(root, 'var/lib'));
    expect(stateDirectoryOf(root)).toBe(join(root, 'srv/state/dockcfg'));
  });

  it.each([
    ['a file', (path: string) => writeFileSync(path, 'x')],
    ['a link to itself', (path: string) => symlinkSync('var', path)],
  ])('is refused in a sentence where the way there is %s', (_what, make) => {
    const root = scratch();
    make(join(root, 'var'));
    expect(() => stateDirectoryOf(root)).toThrow(
      expect.objectContaining({
        exit: 'cannotWrite',
        message: expect.stringContaining('/var/lib'),
      }),
    );
  });
});
