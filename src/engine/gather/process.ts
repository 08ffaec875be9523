import type { FileSnapshot, HostFacts } from '../../domain/facts.ts';
import type { ReadFiles } from '../../ports/files.ts';

/**
 * Looks at the engine's main process. Its environment is what systemd gave it: what dockerd sets
 * itself from daemon.json (configureProxyEnv, moby daemon/command/daemon.go) does not show here.
 * @returns null when the process is gone; `environment` null when only root may read it
 */
export async function lookAtProcess(files: ReadFiles, pid: number): Promise<HostFacts['process']> {
  const [cmdline, environ] = await Promise.all([
    files.snapshot(`/proc/${pid}/cmdline`),
    files.snapshot(`/proc/${pid}/environ`),
  ]);
  const argv = entries(cmdline);
  if (!argv || argv.length === 0) return null;
  const environment = entries(environ)?.map((entry): [string, string] => {
    const equals = entry.indexOf('=');
    return [entry.slice(0, equals), entry.slice(equals + 1)];
  });
  return { pid, argv, environment: environment ? Object.fromEntries(environment) : null };
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
