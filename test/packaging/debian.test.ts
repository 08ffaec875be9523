import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scripts } from '../../packaging/debian.ts';

describe("the package's script after removal", () => {
  let state: string;

  beforeEach(async () => {
    state = await mkdtemp(join(tmpdir(), 'dockcfg-postrm-'));
    await mkdir(join(state, 'transactions/one'), { recursive: true });
    await writeFile(join(state, 'transactions/one/journal'), '');
    await writeFile(join(state, 'lock'), '');
  });
  afterEach(() => rm(state, { recursive: true, force: true }));

  /** In a folder that stands for the host's own. */
  const afterwards = (verb: string) => {
    const script = (scripts.postrm ?? '').replaceAll('/var/lib/dockcfg', state);
    return execa('sh', [
      '-c',
      script.replaceAll('/run/systemd/system', join(state, 'none')),
      'x',
      verb,
    ]);
  };

  test('a removal leaves the journal of changes', async () => {
    await afterwards('remove');
    expect(await readdir(state)).toEqual(['lock', 'transactions']);
  });

  test('a purge takes it away', async () => {
    await afterwards('purge');
    expect(existsSync(state)).toBe(false);
  });

  test('a purge leaves the password that the engine reads from there', async () => {
    await writeFile(join(state, 'docker.env'), 'HTTPS_PROXY=http://user:password@proxy:3128\n');
    await afterwards('purge');
    expect(await readdir(state)).toEqual(['docker.env']);
  });

  test('a purge of what was never used is no failure', async () => {
    await rm(state, { recursive: true });
    await afterwards('purge');
    expect(existsSync(state)).toBe(false);
  });
});
