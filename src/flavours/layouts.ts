import type { Layout, UnitFacts, UnitFlag } from '../domain/facts.ts';
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
    socket: unixSocket(clues.unit) ?? rootfulLayout.socket,
  };
}

/** The first `-H unix://PATH`; `fd://` stands for docker.socket, which is the usual one. */
function unixSocket(unit: UnitFacts | null): string | null {
  const hosts = flagsOf(unit).filter((each) => each.name === 'host');
  const listeners = hosts.map((each) => each.value ?? '');
  if (listeners.some((each) => each.startsWith('fd://'))) return null;
  return listeners.map((each) => /^unix:\/\/(\/.+)$/.exec(each)?.[1]).find(Boolean) ?? null;
}

/** The path given by the last `--config-file`; null when none is given. */
export function configFile(unit: UnitFacts | null): string | null {
  const flag = flagsOf(unit).findLast((each) => each.name === 'config-file');
  return flag?.value ?? null;
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
