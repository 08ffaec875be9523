import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../domain/failure.ts';
import type { Lock } from '../ports/lock.ts';
import { type Exit, meantForUs } from './shared/group-signals.ts';
import { ensureStateDirectory } from './shared/own-places.ts';
import { said } from './shared/words.ts';
import { writeFailure } from './shared/write-failure.ts';

/** flock(1) exits with this when `-n` finds the lock taken (util-linux sys-utils/flock.c). */
const takenExit = 1;

/**
 * One writer at a time, by flock(2) on a file in the state directory.
 *
 * Node cannot call flock, but a lock belongs to the open file description, not to a process
 * (`man 2 flock`): flock(1), given our own descriptor, locks it and exits, and the lock stays with
 * us until the last descriptor closes, which the kernel sees to whatever way we die. Node opens
 * files close-on-exec, so no program that we run inherits it. Rejected: an abstract Unix socket
 * (any local user could sit on its name, and each network namespace has its own), a lock file
 * with a process number (nobody removes it after a power loss), a helper process that holds the
 * lock (it can die alone, and then two write).
 *
 * @param stateDir on this machine; its parent exists or can be created
 * @param by whose command stands in the lock file for those who wait
 */
export function createFlockLock(stateDir: string, by: { readonly command: string }): Lock {
  const path = join(stateDir, 'lock');
  return {
    acquire: async (deadlineMs, options = {}) => {
      const fd = open(stateDir, path);
      try {
        if (!(await lockAtOnce(fd, path))) {
          options.onWait?.(holderOf(path));
          await wait(fd, path, { deadlineMs, signal: options.signal });
        }
        describeHolder(fd, by.command);
      } catch (error) {
        closeSync(fd);
        throw error;
      }
      return async () => closeSync(fd);
    },
  };
}

function open(stateDir: string, path: string): number {
  try {
    ensureStateDirectory(stateDir);
    return openSync(path, ownFile, 0o600);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** For appending, and never through a link: a tree that somebody else made could lead out of itself. */
const ownFile = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

async function lockAtOnce(fd: number, path: string): Promise<boolean> {
  const { code, signal } = await flock(fd, ['-x', '-n'], path).exit;
  if (meantForUs(signal)) return lockAtOnce(fd, path);
  if (code !== 0 && code !== takenExit)
    throw new Failure('cannotWrite', said.lockUnavailable(path, `flock: ${code ?? signal}`));
  return code === 0;
}

/** Blocks in the kernel, so that the next in line goes on at once when the holder is done. */
async function wait(
  fd: number,
  path: string,
  limits: { readonly deadlineMs: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const { child, exit } = flock(fd, ['-x'], path);
  const giveUp = () => child.kill('SIGKILL');
  const timer = setTimeout(giveUp, limits.deadlineMs);
  limits.signal?.addEventListener('abort', giveUp);
  if (limits.signal?.aborted) giveUp();
  try {
    if ((await exit).code !== 0) throw new Failure('tryAgain', said.locked(holderOf(path)));
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', giveUp);
  }
}

/** Locks our descriptor, which the program finds as its number 3. */
function flock(fd: number, how: readonly string[], path: string) {
  const child: ChildProcess = spawn('flock', [...how, '3'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', fd],
  });
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Failure('cannotWrite', said.lockUnavailable(path, error.message))),
    );
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  return { child, exit };
}

/** For people who wait; the lock itself is the kernel's, so a stale line harms nobody. */
function describeHolder(fd: number, command: string): void {
  try {
    ftruncateSync(fd, 0);
    writeSync(fd, `${process.pid} ${command}\n`);
  } catch {
    // a full disk must not keep us from putting things back
  }
}

function holderOf(path: string): string | null {
  try {
    const [pid, ...command] = readFileSync(path, 'utf8').trim().split(' ');
    return pid ? `pid ${pid}, ${command.join(' ')}` : null;
  } catch {
    return null;
  }
}
