/**
 * Ctrl-C goes to whoever is in the group of the foreground at that moment, and a program that has
 * just been forked still is. A process of its own group runs programs while signals rain on it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { meantForUs } from '../../src/adapters/shared/group-signals.ts';
import { scratch } from './scratch.ts';

const everyMs = 2;
const adapter = (name: string) =>
  JSON.stringify(new URL(`../../src/adapters/${name}.ts`, import.meta.url).href);

describe('signals to the whole group', () => {
  it.for(['SIGINT', 'SIGHUP', 'SIGTERM'] as const)(
    'end no program that was on its way out of the group: %s',
    async (signal) => {
      const program = `
        const { createCommands } = await import(${adapter('spawn-commands')});
        const { run } = createCommands();
        const found = new Set();
        process.stdout.write('ready');
        for (let n = 0; n < 60; n += 1)
          found.add(JSON.stringify(await run(['cat'], { deadlineMs: 20_000, input: 'all' })));
        process.stdout.write([...found].join());`;
      expect(await underFireOf(signal, program)).toBe('{"exitCode":0,"stdout":"all","stderr":""}');
    },
  );

  it('do not keep a free lock from being taken', async () => {
    const program = `
      const { createFlockLock } = await import(${adapter('flock-lock')});
      const lock = createFlockLock(${JSON.stringify(join(scratch(), 'state'))}, { command: 'dockcfg apply' });
      process.stdout.write('ready');
      for (let n = 0; n < 60; n += 1) await (await lock.acquire(20_000))();
      process.stdout.write('done');`;
    expect(await underFireOf('SIGINT', program)).toBe('done');
  });

  it('are told from those that end one program', () => {
    expect(meantForUs('SIGINT')).toBe(true);
    expect(meantForUs('SIGKILL')).toBe(false);
    expect(meantForUs('SIGSEGV')).toBe(false);
    expect(meantForUs(null)).toBe(false);
  });
});

/** What a program writes once it is ready, while its group is signalled until it has ended. */
async function underFireOf(signal: NodeJS.Signals, program: string): Promise<string> {
  const deaf = `process.on('${signal}', () => {});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', deaf + program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { pid, stdout } = child;
  if (pid === undefined) throw new Error('the program did not start');
  const written: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => written.push(chunk));
  await once(stdout, 'data');
  const end = once(stdout, 'end');
  let over = false;
  child.once('exit', () => {
    over = true;
  });
  while (!over) {
    process.kill(-pid, signal);
    await after(everyMs);
  }
  await end;
  return Buffer.concat(written).toString().replace('ready', '');
}
