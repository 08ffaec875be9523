import { readdirSync, readFileSync } from 'node:fs';
import type { Commands } from '../ports/commands.ts';
import type { Services } from '../ports/services.ts';
import { logSince } from './services/log-file.ts';
import { plainState } from './services/plain.ts';
import { type RunScript, runScript } from './services/script.ts';

/** dockerd's own, whoever starts it (moby daemon/config: `pidfile`). */
const pidFile = '/var/run/docker.pid';
/** The run levels in which a machine serves. */
const runLevelDirectories = ['/etc/rc3.d', '/etc/rc5.d'];

/** Init scripts: `service docker …`; a reload is a signal, because the scripts have no such verb. */
export function createSysvServices(
  commands: Commands,
  script: RunScript = (argv) => runScript(commands, argv),
): Services {
  return {
    state: async (unit) => {
      const status = await script(['service', unit, 'status']);
      if (status.exitCode > 3) return plainState(null, null);
      return plainState(status.exitCode === 0, isEnabled(unit));
    },
    act: async (verb, unit) => {
      if (verb === 'daemon-reload' || verb === 'reset-failed') return null;
      if (verb === 'reload') return hangUp();
      const result = await script(['service', unit, verb]);
      if (result.exitCode === 0) return null;
      return (
        (result.stderr || result.stdout).trim() || `service ${unit} ${verb}: ${result.exitCode}`
      );
    },
    holdsUp: async () => false,
    logEnd: async (now) => ({ at: now, cursor: null }),
    journal: (_unit, since) => logSince(commands, since.at),
  };
}

function isEnabled(unit: string): boolean {
  const link = new RegExp(`^S\\d+${unit}$`);
  return runLevelDirectories.some((directory) =>
    namesIn(directory).some((name) => link.test(name)),
  );
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** SIGHUP is what makes dockerd read daemon.json again. */
function hangUp(): string | null {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    if (!Number.isInteger(pid) || pid <= 1) return `${pidFile}: no process number`;
    process.kill(pid, 'SIGHUP');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
