import type { Commands } from '../ports/commands.ts';
import type { Services } from '../ports/services.ts';
import { logSince } from './services/log-file.ts';
import { plainDeadlineMs, plainState } from './services/plain.ts';
import { type RunScript, runScript } from './services/script.ts';

/** rc-service exits with this for a service it does not know (OpenRC src/rc-service). */
const unknownExit = 1;

/** Alpine and Gentoo: `rc-service docker …` (moby contrib/init/openrc). */
export function createOpenrcServices(
  commands: Commands,
  script: RunScript = (argv) => runScript(commands, argv),
): Services {
  const run = (argv: readonly [string, ...string[]]) =>
    commands.run(argv, { deadlineMs: plainDeadlineMs });
  return {
    state: async (unit) => {
      const exists = await run(['rc-service', '--exists', unit]);
      if (exists.exitCode >= unknownExit) return plainState(null, null);
      const status = await script(['rc-service', unit, 'status']);
      const levels = await run(['rc-update', 'show']);
      const enabled = new RegExp(`^\\s*${unit}\\s*\\|\\s*\\S`, 'm').test(levels.stdout);
      return plainState(status.exitCode === 0, enabled);
    },
    act: async (verb, unit) => {
      // OpenRC reads its scripts each time and counts no starts
      if (verb === 'daemon-reload' || verb === 'reset-failed') return null;
      const result = await script(['rc-service', unit, verb]);
      if (result.exitCode === 0) return null;
      return (
        (result.stderr || result.stdout).trim() || `rc-service ${unit} ${verb}: ${result.exitCode}`
      );
    },
    holdsUp: async () => false,
    logEnd: async (now) => ({ at: now, cursor: null }),
    journal: (_unit, since) => logSince(commands, since.at),
  };
}
