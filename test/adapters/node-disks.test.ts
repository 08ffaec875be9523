import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisks } from '../../src/adapters/node-disks.ts';

test('tells what is left of the file system that a path is on, or would be on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dockcfg-test-'));
  try {
    const here = await nodeDisks.space(folder);
    expect(here?.totalBytes).toBeGreaterThan(here?.freeBytes ?? Number.NaN);
    expect(here?.readOnly).toBe(false);
    const later = await nodeDisks.space(join(folder, 'not', 'yet'));
    expect(later?.totalBytes).toBe(here?.totalBytes);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('says nothing of a path that leads through a file', async () => {
  expect(await nodeDisks.space(`${import.meta.filename}/below`)).toBeNull();
});
