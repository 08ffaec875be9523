import { readFileSync } from 'node:fs';
import type { ServiceState } from '../../ports/services.ts';

/** What managers without systemd's memory can say: it runs, or it does not. */
export function plainState(running: boolean | null, enabled: boolean | null): ServiceState {
  const active = running === null ? 'unknown' : running ? 'active' : 'inactive';
  return {
    active,
    sub: '',
    result: '',
    enabled,
    masked: false,
    mainPid: null,
    startedAt: null,
  };
}

/** A restart waits for the containers to stop, as under systemd. */
export const plainDeadlineMs = 300_000;

/**
 * Whether the engine runs as its script's service. One that was started by hand, or by whatever
 * else, is none of the script's, which would start a second one beside it.
 * @param status what the script says
 * @returns null where nobody can be told to restart the engine that runs
 */
export function runsByScript(status: boolean): boolean | null {
  return !status && isEngine(enginePid()) ? null : status;
}

/** dockerd's own, whoever starts it (moby daemon/config: `pidfile`). */
export const pidFile = '/var/run/docker.pid';

/** @returns null where the engine has left no number, or none that can be its own */
export function enginePid(): number | null {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** The file of an engine that was killed stays, and its number can be another process's by then. */
function isEngine(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('dockerd');
  } catch {
    return false;
  }
}
