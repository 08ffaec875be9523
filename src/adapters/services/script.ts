import type { CommandResult, Commands } from '../../ports/commands.ts';
import { plainDeadlineMs } from './plain.ts';

export type RunScript = (script: readonly [string, ...string[]]) => Promise<CommandResult>;

/** Away after a boot, as the scripts are that it is about. */
const places: ScriptPlaces = {
  lock: '/run/dockcfg-script.lock',
  output: '/run/dockcfg-script.output',
};

export interface ScriptPlaces {
  readonly lock: string;
  readonly output: string;
}

/**
 * $1 the lock, $2 the output, $3 and on the script. It writes into a file, since a pipe breaks when
 * its reader dies, and what the script prints next would then be its end. Neither the lock nor the
 * output is held by the engine that the script leaves behind. Nobody else can open the lock, and
 * with it keep everybody waiting.
 */
const wrapper = `mask=$(umask)
umask 077
exec 9>"$1" && flock 9 || exit
out=$2
: >"$out"
umask "$mask"
shift 2
"$@" >"$out" 2>&1 9>&-
code=$?
cat "$out"
exit "$code"`;

/**
 * Runs a service script to its end, also when we are killed: a restart that ends in the middle
 * leaves the engine down. Whoever comes next (another run of dockcfg) waits for that end, because
 * two scripts at once undo each other's work. (systemd does both by itself.)
 * @returns its exit code, and all that it printed as stdout
 */
export function runScript(
  commands: Commands,
  script: readonly [string, ...string[]],
  { lock, output }: ScriptPlaces = places,
): ReturnType<RunScript> {
  const argv = ['sh', '-c', wrapper, 'sh', lock, output, ...script] as const;
  // only root's scripts change anything, and only root may write there
  const asked = process.getuid?.() === 0 ? argv : script;
  return commands.run(asked, { deadlineMs: plainDeadlineMs });
}
