import { execa, execaSync } from 'execa';
import { expect, test } from 'vitest';
import { createNodeFiles } from '../../src/adapters/node-files.ts';
import { createNodeProcesses } from '../../src/adapters/node-processes.ts';
import { createCommands } from '../../src/adapters/spawn-commands.ts';

const nodeProcesses = createNodeProcesses((tree) => createNodeFiles(tree, createCommands()));
const apart = ['--user', '--map-root-user', '--net', '--mount'];
/** Not every machine lets everybody make namespaces. */
const { exitCode } = execaSync('unshare', [...apart, 'true'], { reject: false });

test('shares everything with itself', async () => {
  expect(await nodeProcesses.sharedWith(process.pid)).toEqual({ network: true, mounts: true });
});

test.skipIf(exitCode !== 0)('tells a process with a network and mounts of its own', async () => {
  const other = execa('unshare', [...apart, 'cat'], { reject: false });
  const look = () => nodeProcesses.sharedWith(other.pid ?? -1);
  await expect.poll(look).toEqual({ network: false, mounts: false });
  other.stdin.end();
  await other;
});

test('says nothing of a process that is gone', async () => {
  const other = execa('true');
  await other;
  expect(await nodeProcesses.sharedWith(other.pid ?? -1)).toBeNull();
});

test('reads the files of a process as it finds them', async () => {
  const files = nodeProcesses.filesOf(process.pid);
  const { path, state } = await files.snapshot(import.meta.filename);
  expect({ path, kind: state.kind }).toEqual({ path: import.meta.filename, kind: 'file' });
  expect(await files.list(import.meta.dirname)).toContain('node-processes.test.ts');
});
