import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runScript } from '../../src/adapters/services/script.ts';
import { createCommands } from '../../src/adapters/spawn-commands.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockcfg-script-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const places = () => ({ lock: at('lock'), output: at('output') });
const run = (script: string) =>
  runScript(createCommands(), ['sh', '-c', `cd '${folder}'\n${script}`], places());

/** Opening it for writing waits until somebody reads, and the other way round. */
const gate = (name: string) => execFileSync('mkfifo', [at(name)]);

/** `man 5 proc_locks`: those who wait stand below the holder, with an arrow. */
function waitsFor(path: string): boolean {
  const waiting = new RegExp(`-> FLOCK .*:${statSync(path).ino} `);
  return waiting.test(readFileSync('/proc/locks', 'utf8'));
}

describe('a service script', () => {
  it('tells how it ended and what it printed', async () => {
    const ended = await run('echo one; echo two >&2; exit 3');
    expect(ended).toEqual({ exitCode: 3, stdout: 'one\ntwo\n', stderr: '' });
  });

  it.runIf(process.getuid?.() === 0)('waits for the one before it', async () => {
    gate('begun');
    gate('go');
    const first = run('echo > begun; read -r x < go; echo first >> order');
    readFileSync(at('begun'));
    const second = run('echo second >> order');
    await expect.poll(() => waitsFor(at('lock'))).toBe(true);
    writeFileSync(at('go'), 'x\n');
    await Promise.all([first, second]);
    expect(readFileSync(at('order'), 'utf8')).toBe('first\nsecond\n');
  });

  it.runIf(process.getuid?.() === 0)(
    'has the mask it was started with, its lock one of its own',
    async () => {
      const { stdout } = await run('umask');
      expect(Number.parseInt(stdout, 8)).toBe(process.umask());
      for (const place of Object.values(places())) expect(statSync(place).mode & 0o777).toBe(0o600);
    },
  );

  it('leaves behind an engine that holds up nobody', async () => {
    gate('end');
    await run('sh -c "read -r x < end; touch ended" &');
    expect(await run('echo again')).toMatchObject({ exitCode: 0, stdout: 'again\n' });
    writeFileSync(at('end'), 'x\n');
    await expect.poll(() => existsSync(at('ended'))).toBe(true);
  });

  it.runIf(process.getuid?.() === 0)('ends its work when its caller is killed', async () => {
    gate('begun');
    gate('go');
    const caller = at('caller.ts');
    const source = join(import.meta.dirname, '../../src/adapters');
    const script = `cd '${folder}'; echo > begun; read -r x < go; echo said; echo said; touch done`;
    writeFileSync(
      caller,
      `import { runScript } from '${source}/services/script.ts';
      import { createCommands } from '${source}/spawn-commands.ts';
      await runScript(createCommands(), ['sh', '-ec', ${JSON.stringify(script)}], ${JSON.stringify(places())});`,
    );
    const killed = await createCommands().run(
      [
        'sh',
        '-c',
        '"$0" "$1" & cat "$2/begun" >/dev/null; kill -9 $!; wait $!',
        process.execPath,
        caller,
        folder,
      ],
      { deadlineMs: 20_000 },
    );
    expect(killed.exitCode).toBe(137);
    writeFileSync(at('go'), 'x\n');
    await expect.poll(() => existsSync(at('done'))).toBe(true);
  });
});
