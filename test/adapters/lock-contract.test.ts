import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFlockLock } from '../../src/adapters/flock-lock.ts';
import type { Lock } from '../../src/ports/lock.ts';
import { createTestClock } from '../doubles/clock.ts';
import { createMemoryLock } from '../doubles/lock.ts';
import { scratch } from './scratch.ts';

const implementations: { name: string; make: () => Lock }[] = [
  { name: 'in memory', make: () => createMemoryLock(createTestClock()) },
  {
    name: 'on the disk',
    make: () => createFlockLock(join(scratch(), 'state'), { command: 'dockcfg apply' }),
  },
];

describe.each(implementations)('a lock $name', ({ make }) => {
  it('has one holder at a time, and the next in line goes on when it is released', async () => {
    const lock = make();
    const order: string[] = [];
    const release = await lock.acquire(1_000);
    const second = lock.acquire(10_000, { onWait: () => order.push('waits') }).then((next) => {
      order.push('has it');
      return next();
    });
    while (order.length === 0) await new Promise(setImmediate);
    order.push('released');
    await release();
    await second;
    expect(order).toEqual(['waits', 'released', 'has it']);
  });

  it('is given up on when the deadline passes', async () => {
    const lock = make();
    const release = await lock.acquire(1_000);
    await expect(lock.acquire(100)).rejects.toMatchObject({ exit: 'tryAgain' });
    await release();
    await (await lock.acquire(100))();
  });

  it('is given up on at a signal', async () => {
    const lock = make();
    const release = await lock.acquire(1_000);
    const stop = new AbortController();
    const second = lock.acquire(60_000, {
      signal: stop.signal,
      onWait: () => stop.abort('SIGINT'),
    });
    await expect(second).rejects.toMatchObject({ exit: 'tryAgain' });
    await release();
  });
});

describe('a lock on the disk', () => {
  it('is released by the kernel when its holder is killed', async () => {
    const state = join(scratch(), 'state');
    const holder = await holderIn(state);
    const waits: (string | null)[] = [];
    const mine = createFlockLock(state, { command: 'dockcfg rollback' }).acquire(30_000, {
      onWait: (who) => {
        waits.push(who);
        holder.kill('SIGKILL');
      },
    });
    const release = await mine;
    expect(waits).toEqual([`pid ${holder.pid}, dockcfg apply --mirror x`]);
    expect(readFileSync(join(state, 'lock'), 'utf8')).toBe(`${process.pid} dockcfg rollback\n`);
    await release();
  });

  it('names its holder to those who cannot wait', async () => {
    const state = join(scratch(), 'state');
    const holder = await holderIn(state);
    const attempt = createFlockLock(state, { command: 'dockcfg apply' }).acquire(50);
    await expect(attempt).rejects.toMatchObject({
      exit: 'tryAgain',
      message: expect.stringContaining(`pid ${holder.pid}, dockcfg apply --mirror x`),
    });
  });

  it('is not inherited by the programs that its holder runs', async () => {
    const state = join(scratch(), 'state');
    const release = await createFlockLock(state, { command: 'dockcfg apply' }).acquire(1_000);
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await release();
    await (await createFlockLock(state, { command: 'dockcfg apply' }).acquire(0))();
  });
});

/** Another process that holds the lock until it is killed. */
async function holderIn(state: string) {
  const adapter = new URL('../../src/adapters/flock-lock.ts', import.meta.url).href;
  const program = `
    const { createFlockLock } = await import(${JSON.stringify(adapter)});
    await createFlockLock(${JSON.stringify(state)}, { command: 'dockcfg apply --mirror x' }).acquire(5000);
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program]);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  return holder;
}

describe('a lock file that is a link', () => {
  it('is not followed: what it leads to keeps its bytes', async () => {
    const state = scratch();
    const theirs = join(scratch(), 'theirs');
    writeFileSync(theirs, 'not a lock');
    symlinkSync(theirs, join(state, 'lock'));
    const lock = createFlockLock(state, { command: 'dockcfg apply' });
    await expect(lock.acquire(1_000)).rejects.toMatchObject({ exit: 'cannotWrite' });
    expect(readFileSync(theirs, 'utf8')).toBe('not a lock');
  });
});
