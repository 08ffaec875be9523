import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { CommandResult, Commands } from '../ports/commands.ts';
import { type Exit, meantForUs } from './shared/group-signals.ts';
import { monotonic } from './shared/monotonic.ts';

/** Far above what systemctl, journalctl or dockerd print when asked the questions we ask. */
const defaultMaxOutput = 4 * 1024 * 1024;
/** How long a program that was told to end may take before it is ended. */
const killDelayMs = 2_000;

/**
 * What a program wrote is in the pipe when it ends; one that keeps the pipe open after that is a
 * daemon it started (an init script without systemd), and would keep us as long as it lives.
 */
const orphanedPipeMs = 2_000;

/** What a shell would exit with, plus 125 as timeout(1) and docker use it: our own limit. */
const exits = { missing: 127, notExecutable: 126, timedOut: 124, tooMuch: 125, bySignal: 128 };

/**
 * Runs the system's own tools. Built on node:child_process because it stands on the way to every
 * plan: execa takes 11 ms to load where an empty Node starts in 22, bundled and compiled ahead as
 * everything here is, and none of what it adds is needed for argv in, bounded text out.
 *
 * Each program gets a session of its own: Ctrl-C in a terminal goes to the whole foreground group,
 * and a systemctl or update-ca-certificates that dies of it half-way is one more thing to undo.
 */
export function createCommands(): Commands {
  return {
    run: async (argv, { input = '', deadlineMs, maxOutput = defaultMaxOutput }) => {
      const [program, ...args] = argv;
      const deadline = monotonic() + deadlineMs;
      for (;;) {
        const child = await started(program, args);
        if (child instanceof Error) return notStarted(child);
        // a program that does not read its input closes it: its own business
        child.stdin.on('error', () => {});
        child.stdin.end(input);
        const result = await resultOf(child, deadline - monotonic(), maxOutput);
        if (result !== null) return result;
      }
    },
  };
}

/** Node throws some of the system's refusals (ENOMEM, E2BIG) and tells others in an event (EAGAIN). */
async function started(
  program: string,
  args: readonly string[],
): Promise<ChildProcessWithoutNullStreams | Error> {
  try {
    const child = spawn(program, args, {
      detached: true,
      env: { ...process.env, ...ownBus(), PATH: searchPath(), LC_ALL: 'C', LANGUAGE: '' },
      stdio: 'pipe',
    });
    if (child.pid !== undefined) return child;
    return await new Promise((resolve) => child.once('error', resolve));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return error;
    throw error;
  }
}

/**
 * A machine that has no room for another program refuses one step like any other: whoever puts
 * things back goes on with the next.
 */
function notStarted(error: NodeJS.ErrnoException): CommandResult {
  const exitCode = error.code === 'ENOENT' ? exits.missing : exits.notExecutable;
  return { exitCode, stdout: '', stderr: error.message };
}

/**
 * The caller's own, and behind it where the system's programs are: cron and `su` without a dash
 * leave out the folders in which update-ca-certificates, restorecon and chroot stand.
 */
function searchPath(): string {
  return [process.env.PATH, '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin']
    .filter((folders) => folders)
    .join(':');
}

/**
 * Without it `systemctl --user` reaches nobody, and `su`, cron and Ansible's become do not set it;
 * this is the folder that systemd makes for each user (`man 8 pam_systemd`).
 */
function ownBus(): { readonly XDG_RUNTIME_DIR?: string } {
  const uid = process.geteuid?.() ?? 0;
  const isKnown = uid === 0 || process.env.XDG_RUNTIME_DIR;
  return isKnown ? {} : { XDG_RUNTIME_DIR: `/run/user/${uid}` };
}

/** @returns null when a signal took it that was not for it */
async function resultOf(
  child: ChildProcessWithoutNullStreams,
  deadlineMs: number,
  maxOutput: number,
): Promise<CommandResult | null> {
  let verdict: number | null = null;
  let killer: NodeJS.Timeout | undefined;
  const end = (code: number) => {
    if (verdict !== null) return;
    verdict = code;
    signalGroup(child, 'SIGTERM');
    killer = setTimeout(() => signalGroup(child, 'SIGKILL'), killDelayMs);
  };
  const timeOut = () => {
    if (child.exitCode === null && child.signalCode === null) end(exits.timedOut);
  };
  // whoever was stopped himself (Ctrl-Z, then fg) first sees what has ended in the meantime
  const timer = setTimeout(() => setImmediate(timeOut), deadlineMs);
  const stdout = collect(child.stdout, maxOutput, () => end(exits.tooMuch));
  const stderr = collect(child.stderr, maxOutput, () => end(exits.tooMuch));
  try {
    const { code, signal } = await exitOf(child);
    if (verdict === null && meantForUs(signal)) return null;
    const exitCode = verdict ?? code ?? exits.bySignal;
    return { exitCode, stdout: stdout(), stderr: stderr() };
  } finally {
    clearTimeout(timer);
    clearTimeout(killer);
  }
}

/** Keeps what a stream brings up to a bound; the returned function yields the text. */
function collect(stream: NodeJS.ReadableStream, bound: number, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    if (length + chunk.length > bound) return tooMuch();
    length += chunk.length;
    chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

function exitOf(child: ChildProcessWithoutNullStreams): Promise<Exit> {
  return new Promise((resolve, reject) => {
    let orphaned: NodeJS.Timeout | undefined;
    child.once('error', reject);
    child.once('exit', () => {
      orphaned = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, orphanedPipeMs);
    });
    // `close`, not `exit`: only then has all output arrived
    child.once('close', (code, signal) => {
      clearTimeout(orphaned);
      resolve({ code, signal });
    });
  });
}

/** The program and whatever it started: a pipe that a grandchild holds open would never end. */
function signalGroup(child: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // it ended by itself in between
  }
}
