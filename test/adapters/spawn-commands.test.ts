import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCommands } from '../../src/adapters/spawn-commands.ts';

const { run } = createCommands();
const script = (text: string): [string, ...string[]] => ['sh', '-c', text];
/** Only root can become somebody else. */
const isRoot = process.geteuid?.() === 0;
const limits = { deadlineMs: 20_000 };

describe('running a program', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('gives back what it prints, and its exit code', async () => {
    const result = await run(script('cat; echo no >&2; exit 3'), { ...limits, input: 'yes' });
    expect(result).toEqual({ exitCode: 3, stdout: 'yes', stderr: 'no\n' });
  });

  it('passes arguments as they are, without a shell', async () => {
    const { stdout } = await run(['printf', '%s', '$HOME; "x" *'], limits);
    expect(stdout).toBe('$HOME; "x" *');
  });

  it('has programs speak English', async () => {
    const { stdout } = await run(script('echo "$LC_ALL $LANGUAGE"'), limits);
    expect(stdout).toBe('C \n');
  });

  it('says 127 for a program that is not there, and 126 for what is none', async () => {
    expect((await run(['dockcfg-no-such-program'], limits)).exitCode).toBe(127);
    expect((await run(['/etc/passwd'], limits)).exitCode).toBe(126);
  });

  it('says 126 for a program that the system cannot start', async () => {
    const result = await run(['true', 'x'.repeat(1_000_000)], limits);
    expect(result).toMatchObject({ exitCode: 126, stderr: expect.stringContaining('E2BIG') });
  });

  it.runIf(isRoot)('says the same where no more programs may run', async () => {
    const stdout = await asNobody(`
      await run(['prlimit', '--pid', String(process.pid), '--nproc=1'], { deadlineMs: 5000 });
      console.log(JSON.stringify(await run(['true'], { deadlineMs: 5000 })));`);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 126,
      stderr: expect.stringContaining('EAGAIN'),
    });
  });

  it.runIf(isRoot)(
    "tells a user's systemctl where its bus is, which su and cron leave out",
    async () => {
      vi.stubEnv('XDG_RUNTIME_DIR', undefined);
      const ask = "await run(['printenv', 'XDG_RUNTIME_DIR'], { deadlineMs: 5000 })";
      expect(await asNobody(`console.log((${ask}).stdout.trim());`)).toBe('/run/user/65534\n');
      expect((await run(['printenv', 'XDG_RUNTIME_DIR'], limits)).stdout).toBe('');
    },
  );

  it('believes a program that ended in time, however late we come to see it', async () => {
    const running = run(script('echo done'), { deadlineMs: 1_000 });
    // as after Ctrl-Z and fg
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    expect(await running).toEqual({ exitCode: 0, stdout: 'done\n', stderr: '' });
  });

  it('ends a program with all it has started when the deadline passes', async () => {
    const result = await run(script('echo begun; sleep 60 & sleep 60'), { deadlineMs: 300 });
    expect(result).toMatchObject({ exitCode: 124, stdout: 'begun\n' });
  });

  it('ends one that does not listen', async () => {
    const result = await run(script('trap "" TERM; echo begun; while :; do sleep 1; done'), {
      deadlineMs: 200,
    });
    expect(result.exitCode).toBe(124);
  });

  it('does not wait for a daemon that keeps the pipe it was started with', async () => {
    const { exitCode, stdout } = await run(script('setsid sleep 60 & echo $!; exit 3'), limits);
    process.kill(Number(stdout));
    expect(exitCode).toBe(3);
  });

  it("looks where the system's programs are, whatever the caller's search path leaves out", async () => {
    vi.stubEnv('PATH', '/usr/bin:/bin');
    const { stdout } = await run(script('echo "$PATH"'), limits);
    expect(stdout.split(':')).toEqual(expect.arrayContaining(['/usr/sbin', '/sbin']));
    expect(stdout).toMatch(/^\/usr\/bin:\/bin:/);
  });

  it('says 125 when there is more output than allowed', async () => {
    const result = await run(script('yes'), { ...limits, maxOutput: 100_000 });
    expect(result.exitCode).toBe(125);
    expect(result.stdout.length).toBeLessThanOrEqual(100_000);
  });

  it('does not mind a program that never reads its input', async () => {
    const result = await run(['true'], { ...limits, input: 'x'.repeat(1_000_000) });
    expect(result.exitCode).toBe(0);
  });

  it('gives programs a session of their own, out of reach of Ctrl-C', async () => {
    const { stdout } = await run(script('ps -o pid=,sid= -p $$'), limits);
    const [pid, session] = stdout.trim().split(/\s+/);
    expect(session).toBe(pid);
  });
});

/** Runs a script with a `run` of its own as somebody who is not root; gives back what it prints. */
async function asNobody(text: string): Promise<string> {
  const module = fileURLToPath(import.meta.resolve('../../src/adapters/spawn-commands.ts'));
  const whole = `
    const { createCommands } = await import(process.argv[1]);
    process.setgroups([]); process.setgid(65534); process.setuid(65534);
    const { run } = createCommands();
    ${text}`;
  const argv = ['--input-type=module', '-e', whole, module];
  return (await run([process.execPath, ...argv], limits)).stdout;
}
