import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeFiles } from '../../src/adapters/node-files.ts';
import { createCommands } from '../../src/adapters/spawn-commands.ts';
import type { WriteFiles } from '../../src/ports/files.ts';
import { absent, createMemoryFiles, file } from '../doubles/files.ts';
import { scratch } from './scratch.ts';

const path = '/etc/docker/daemon.json';
const deep = '/etc/docker/certs.d/harbor.lab/ca.crt';

const implementations: { name: string; make: () => WriteFiles }[] = [
  { name: 'in memory', make: () => createMemoryFiles({ [path]: 'old' }) },
  {
    name: 'on the disk',
    make: () => {
      const root = scratch();
      mkdirSync(join(root, '/etc/docker'), { recursive: true });
      writeFileSync(join(root, path), 'old', { mode: 0o644 });
      return createNodeFiles(root, createCommands());
    },
  },
];

describe.each(implementations)('files $name', ({ make }) => {
  it('show what stands at a path', async () => {
    expect(await make().snapshot(path)).toMatchObject({
      path,
      state: { kind: 'file', mode: 0o644, bytes: new TextEncoder().encode('old') },
      realPath: null,
    });
  });

  it('show that nothing is there, and that a directory is no file', async () => {
    const files = make();
    expect((await files.snapshot('/etc/none/x')).state).toEqual(absent);
    expect((await files.snapshot('/etc/docker')).state).toEqual({
      kind: 'unreadable',
      code: 'EISDIR',
    });
  });

  it('list names sorted, and nothing for what is no directory', async () => {
    const files = make();
    await files.replace('/etc/docker/a', file('1'), absent);
    expect(await files.list('/etc/docker')).toEqual(['a', 'daemon.json']);
    expect(await files.list('/etc/none')).toEqual([]);
    expect(await files.list(path)).toEqual([]);
  });

  it('replace bytes and mode, and can go back', async () => {
    const files = make();
    await files.replace(path, file('new', { mode: 0o600 }), file('old'));
    expect((await files.snapshot(path)).state).toEqual(file('new', { mode: 0o600 }));
    await files.replace(path, file('old'), file('new', { mode: 0o600 }));
    expect((await files.snapshot(path)).state).toEqual(file('old'));
    await files.sweep(path);
    expect(await files.list('/etc/docker')).toEqual(['daemon.json']);
  });

  it('remove a file, and can bring it back', async () => {
    const files = make();
    await files.replace(path, absent, file('old'));
    expect((await files.snapshot(path)).state).toEqual(absent);
    await files.replace(path, file('old'), absent);
    expect((await files.snapshot(path)).state).toEqual(file('old'));
  });

  it('create the directories a new file needs, say which, and remove them again', async () => {
    const files = make();
    const needed = ['/etc/docker/certs.d', '/etc/docker/certs.d/harbor.lab'];
    expect(await files.missingDirectories(deep)).toEqual(needed);
    expect(await files.replace(deep, file('PEM'), absent)).toEqual(needed);
    await files.removeEmpty(needed);
    expect((await files.snapshot(deep)).state).toEqual(file('PEM'));
    await files.replace(deep, absent, file('PEM'));
    await files.sweep(deep);
    await files.removeEmpty(needed);
    expect(await files.list('/etc/docker')).toEqual(['daemon.json']);
  });

  it.each([
    ['other bytes', file('older')],
    ['another mode', file('old', { mode: 0o600 })],
    ['nothing', absent],
  ])('refuse when the caller expected %s', async (_what, expected) => {
    const files = make();
    await expect(files.replace(path, file('new'), expected)).rejects.toMatchObject({
      exit: 'tryAgain',
    });
    expect((await files.snapshot(path)).state).toEqual(file('old'));
  });

  it('refuse to replace a directory', async () => {
    await expect(make().replace('/etc/docker', file('x'), absent)).rejects.toMatchObject({
      exit: 'cannotWrite',
    });
  });
});
