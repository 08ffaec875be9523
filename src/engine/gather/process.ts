import type { FileSnapshot, HostFacts } from '../../domain/facts.ts';
import type { ReadFiles } from '../../ports/files.ts';

/**
 * Looks at the engine's main process. Its environment is what systemd gave it: what dockerd sets
 * itself from daemon.json (configureProxyEnv, moby daemon/command/daemon.go) does not show here.
 * @returns null when the process is gone; `environment` null when only root may read it
 */
export async function lookAtProcess(files: ReadFiles, pid: number): Promise<HostFacts['process']> {
  const [cmdline, environ, stat, boot] = await Promise.all([
    files.snapshot(`/proc/${pid}/cmdline`),
    files.snapshot(`/proc/${pid}/environ`),
    files.snapshot(`/proc/${pid}/stat`),
    files.snapshot('/proc/sys/kernel/random/boot_id'),
  ]);
  const argv = entries(cmdline);
  if (!argv || argv.length === 0) return null;
  const environment = entries(environ)?.map((entry): [string, string] => {
    const equals = entry.indexOf('=');
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
  const instance = instanceOf(pid, textOf(stat), textOf(boot));
  return {
    pid,
    argv,
    environment: environment ? Object.fromEntries(environment) : null,
    ...(instance === null ? {} : { instance }),
  };
}

/**
 * A process id comes round again; with the moment the kernel started it (field 22 of `man 5
 * proc_pid_stat`, after a name that may hold spaces) and the boot it stands for one process only.
 */
function instanceOf(pid: number, stat: string, boot: string): string | null {
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return started === undefined || boot === '' ? null : `${boot.trim()}-${pid}-${started}`;
}

/**
 * Whether the process that an instance names still runs: what a clock that was set back cannot
 * tell. Null: it cannot be seen.
 */
export async function stillRuns(files: ReadFiles, instance: string): Promise<boolean | null> {
  const pid = Number(/-(\d+)-\d+$/.exec(instance)?.[1]);
  const [stat, boot] = await Promise.all([
    files.snapshot(`/proc/${pid}/stat`),
    files.snapshot('/proc/sys/kernel/random/boot_id'),
  ]);
  if (boot.state.kind !== 'file' || stat.state.kind === 'unreadable') return null;
  return instanceOf(pid, textOf(stat), textOf(boot)) === instance;
}

function textOf({ state }: FileSnapshot): string {
  return state.kind === 'file' ? new TextDecoder().decode(state.bytes) : '';
}

/** The NUL-separated strings of a /proc file; null when it cannot be read. */
function entries(snapshot: FileSnapshot): readonly string[] | null {
  if (snapshot.state.kind !== 'file') return null;
  const text = new TextDecoder().decode(snapshot.state.bytes);
  return text.split('\0').filter((entry) => entry !== '');
}

/** The process id an engine without systemd leaves behind (`--pidfile`'s default). */
export const pidFile = '/var/run/docker.pid';

export function pidOf(snapshot: FileSnapshot | undefined): number | null {
  if (snapshot?.state.kind !== 'file') return null;
  const pid = Number(new TextDecoder().decode(snapshot.state.bytes).trim());
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
