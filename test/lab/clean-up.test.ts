/** However a lab's owner ends, nothing of the lab is left on the machine. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { leftOvers } from './down.ts';
import { startLab } from './lab.ts';
import { holders } from './sandbox.ts';
import { until } from './until.ts';

const library = path.join(import.meta.dirname, 'lab.ts');

/** Another process that owns a lab; resolves when its lab is up. */
function owner(name: string) {
  const settings = JSON.stringify({ name, hosts: ['trixie'] });
  const script = `import { startLab } from '${library}';
    await startLab(${settings}); console.log('up'); await new Promise(() => {});`;
  return execa(process.execPath, ['--input-type=module', '--eval', script], {
    reject: false,
    lines: true,
  });
}

/** Waits until the owner says that its lab is up. */
async function awaitUp(child: ReturnType<typeof owner>): Promise<void> {
  const said = new Promise<void>((done) => child.stdout.once('data', () => done()));
  const ended = child.then(({ stderr }) => Promise.reject(new Error(stderr.join('\n'))));
  await Promise.race([said, ended]);
}

async function awaitNothing(name: string): Promise<void> {
  await until(
    `no left-overs of ${name}`,
    async () => (await leftOvers(`dcl-${name}`)).length === 0,
  );
  expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain('/run/dcl');
  expect((await readdir('/tmp')).filter((one) => one.startsWith('nspawn-'))).toEqual([]);
}

describe('a lab leaves nothing behind', () => {
  test.for(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('when its owner gets %s', async (signal) => {
    const name = `test-${signal.toLowerCase()}`;
    const child = owner(name);
    await awaitUp(child);
    expect(await leftOvers(`dcl-${name}`)).not.toEqual([]);
    child.kill(signal);
    await child;
    await awaitNothing(name);
  });

  test('when its owner is killed while it still boots', async () => {
    const child = owner('test-early');
    await until('the holder', async () => (await holders()).has('dcl-test-early'));
    child.kill('SIGKILL');
    await child;
    await awaitNothing('test-early');
  });

  test('when its own first process is killed', async () => {
    const lab = await startLab({ name: 'test-holder', hosts: ['trixie'] });
    process.kill(lab.sandbox.pid, 'SIGKILL');
    await awaitNothing('test-holder');
    await lab.stop();
  });

  test('when it is stopped', async () => {
    const lab = await startLab({ name: 'test-stopped', hosts: ['trixie'] });
    await lab.stop();
    await awaitNothing('test-stopped');
  });
});
