import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../world/world.ts';
import { openPty } from './pty.ts';

const checkout = join(import.meta.dirname, '../..');
const main = join(checkout, 'src/main.ts');
const plainEnv = { PATH: process.env.PATH, LANG: 'en_US.UTF-8' };

function start(
  argv: readonly string[],
  options: { script?: string; node?: readonly string[]; stdout?: number } = {},
) {
  const child = spawn(
    process.execPath,
    [...(options.node ?? []), options.script ?? main, ...argv],
    { env: plainEnv, stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

describe('the program as a process', () => {
  let world: World;
  let root: string;

  beforeAll(async () => {
    world = await startWorld();
    root = await mkdtemp(join(tmpdir(), 'dockcfg-process-'));
  });
  afterAll(async () => {
    await world.stop();
    await rm(root, { recursive: true, force: true });
  });

  it('tells an old Node in one sentence what to do', async () => {
    const pretend = join(root, 'old-node.cjs');
    const versions = `{ ...process.versions, node: '20.20.2' }`;
    await writeFile(pretend, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    const script = join(checkout, 'bin/dockcfg.js');
    const { code, stdout, stderr } = await start(['doctor'], { script, node: ['-r', pretend] })
      .ended;
    expect(stderr).toMatch(/^dockcfg needs Node 22\.22 or newer, and this is 20\.20\.2: .*\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(69);
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const { child, ended } = start(['schema', 'doctor']);
    child.stdout?.destroy();
    const { stderr } = await ended;
    expect(stderr).toBe('');
  });

  it.each([['--version'], ['--help'], ['explain', 'DC3001'], ['schema', 'apply']])(
    'says so when the result of %s %s cannot be written',
    async (...argv) => {
      const full = openSync('/dev/full', 'w');
      const { code, stderr } = await start(argv, { stdout: full }).ended;
      closeSync(full);
      expect(stderr).toMatch(/^error: Standard output cannot be written \(ENOSPC\)[^\n]*\n$/m);
      expect(stderr).not.toContain('    at ');
      expect(code).toBe(73);
    },
  );

  it('works with standard input closed', async () => {
    const { child, ended } = start(['schema', 'apply']);
    child.stdin?.end();
    expect((await ended).code).toBe(0);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends on %s with %i, in the middle of a probe', async (signal, code) => {
    const silent = await world.registry({ tls: { kind: 'stall' } });
    const { child, ended } = start(['doctor', '--root', root, `127.0.0.1:${silent.port}`]);
    await expect.poll(() => silent.connections(), { timeout: 10_000 }).toBeGreaterThan(0);
    child.kill(signal);
    const { code: exit, stderr } = await ended;
    expect(stderr).toContain('Interrupted.');
    expect(exit).toBe(code);
  });

  it('reports in time what it knows when there is a deadline', async () => {
    const silent = await world.registry({ tls: { kind: 'stall' } });
    const host = `127.0.0.1:${silent.port}`;
    const argv = ['doctor', '--root', root, '--deadline', '4s', '--json', host];
    const { stdout } = await start(argv).ended;
    const [endpoint] = JSON.parse(stdout).routes[0].endpoints;
    expect(endpoint.stages.find(({ stage }: { stage: string }) => stage === 'tcp').outcome).toBe(
      'ok',
    );
  });

  it('refuses the wizard where nobody can answer, naming the way out', async () => {
    const { code, stderr } = await start(['setup']).ended;
    expect(stderr).toContain('dockcfg apply');
    expect(code).toBe(64);
  });

  it('shows progress in a terminal and leaves nothing of it behind', async () => {
    const slow = await world.registry({ delays: { accept: 600 } });
    const argv = [main, 'doctor', '--root', root, `127.0.0.1:${slow.port}`];
    await using pty = openPty({ argv });
    await pty.see('Checking');
    await pty.exit;
    expect(pty.screen()).toContain('Verdict:');
    expect(pty.screen()).not.toContain('Checking');
  });
});
