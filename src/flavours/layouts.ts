import type { Layout, UnitFacts, UnitFlag } from '../domain/facts.ts';
import { parseEnvironmentFile, variablesOf } from '../formats/environment-file.ts';
import { parseFlags } from '../formats/flags.ts';
import type { Clues } from './contract.ts';

/** Where the engine keeps things when root runs it (moby daemon/command/daemon_unix.go). */
export const rootfulLayout: Layout = {
  daemonJson: '/etc/docker/daemon.json',
  certsDir: '/etc/docker/certs.d',
  serviceName: 'docker.service',
  dropInDir: '/etc/systemd/system/docker.service.d',
  socket: '/var/run/docker.sock',
};

/** The rootful layout under a service manager that knows no drop-ins. */
export function withoutUnit(serviceName: string): Layout {
  return { ...rootfulLayout, serviceName, dropInDir: null };
}

/**
 * The same for a script that starts `docker`; what its flags name is followed.
 * @param sourced the files it takes the engine's flags from, and the variables they are in
 */
export function scriptLayout(
  { text }: Pick<Clues, 'text'>,
  sourced: { readonly [path: string]: readonly string[] },
): Layout {
  const flags = Object.entries(sourced).flatMap(([path, names]) => {
    const variables = variablesOf(parseEnvironmentFile(text(path) ?? ''), 'bash');
    return names.flatMap((name) => parseFlags(variables.get(name)?.value ?? '').flags);
  });
  return {
    ...withoutUnit('docker'),
    daemonJson: lastOf(flags, 'config-file') ?? rootfulLayout.daemonJson,
    socket: socketAmong(flags) ?? rootfulLayout.socket,
  };
}

/**
 * The rootful layout for a systemd unit. `--config-file` is followed: the engine reads that file
 * instead of the default one, and does not start when it is missing (moby daemon/command/daemon.go).
 */
export function systemdLayout(clues: Clues): Layout {
  const name = clues.unit?.name ?? rootfulLayout.serviceName;
  return {
    ...rootfulLayout,
    serviceName: name,
    dropInDir: `/etc/systemd/system/${name}.d`,
    daemonJson: configFile(clues.unit) ?? rootfulLayout.daemonJson,
    socket: socketAmong(flagsOf(clues.unit)) ?? rootfulLayout.socket,
  };
}

/** The first `-H unix://PATH`; `fd://` stands for docker.socket, which is the usual one. */
function socketAmong(flags: readonly NamedFlag[]): string | null {
  const hosts = flags.filter((each) => each.name === 'host');
  const listeners = hosts.map((each) => each.value ?? '');
  if (listeners.some((each) => each.startsWith('fd://'))) return null;
  return listeners.map((each) => /^unix:\/\/(\/.+)$/.exec(each)?.[1]).find(Boolean) ?? null;
}

/** The path given by the last `--config-file`; null when none is given. */
export function configFile(unit: UnitFacts | null): string | null {
  return lastOf(flagsOf(unit), 'config-file');
}

type NamedFlag = Pick<UnitFlag, 'name' | 'value'>;

function lastOf(flags: readonly NamedFlag[], name: string): string | null {
  return flags.findLast((each) => each.name === name)?.value ?? null;
}

/** The unit's own flags, and those that a program between it and the engine adds. */
function flagsOf(unit: UnitFacts | null): readonly UnitFlag[] {
  return [...(unit?.flags ?? []), ...(unit?.starter?.flags ?? [])];
}

/** Whether the unit reads an environment file, whatever the distribution is called. */
export function readsEnvironmentFile(clues: Clues, path: string): boolean {
  return clues.unit?.environmentFiles.some((file) => file.path === path) ?? false;
}

/** Whether a systemd unit of the machine (not of a user) starts dockerd here. */
export function isSystemUnit(clues: Clues): boolean {
  return clues.manager === 'systemd' && clues.unit !== null;
}
