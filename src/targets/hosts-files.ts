import { isAtLeast } from '../domain/engine.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { HostsEntry, HostsToml } from '../domain/hosts.ts';
import { readHostsToml } from '../formats/hosts-toml.ts';
import { textOf } from './text.ts';

/** Whether this engine reads hosts.toml: the containerd store from 28.0 (moby daemon/hosts.go). */
export function readsHostsToml({ engine }: Pick<HostFacts, 'engine'>): boolean {
  const { version, store } = engine;
  return store === 'containerd' && (version === null || isAtLeast(version, '28.0'));
}

/**
 * The trust directory of a registry. The classic store knows `host:port` only; the containerd
 * store prefers `host_port_` where that exists (containerd core/remotes/docker/config/hosts.go).
 */
export function trustFolder(facts: HostFacts, host: string): string {
  const { certsDir } = facts.layout;
  const underscored = host.replace(/:(\d+)$/, '_$1_');
  const names = facts.directories.get(`${certsDir}/`) ?? [];
  const preferred = readsHostsToml(facts) && names.includes(underscored);
  return `${certsDir}/${preferred ? underscored : host}`;
}

/** The registry a folder of certs.d is for. */
export function hostOfFolder(name: string): string {
  return name.replace(/_(\d+)_$/, ':$1');
}

/** Every folder of certs.d with the registry it is for. */
export function trustFolders(
  facts: HostFacts,
): readonly { readonly folder: string; readonly host: string }[] {
  const { certsDir } = facts.layout;
  return (facts.directories.get(`${certsDir}/`) ?? []).map((name) => ({
    folder: `${certsDir}/${name}`,
    host: hostOfFolder(name),
  }));
}

/** Names in a trust directory. */
export function namesIn(facts: HostFacts, folder: string): readonly string[] {
  return facts.directories.get(`${folder}/`) ?? [];
}

/** Certificate authorities in a registry's trust directory: every `.crt`, by full path. */
export function caFilesOf(facts: HostFacts, host: string): readonly string[] {
  const folder = trustFolder(facts, host);
  return namesIn(facts, folder)
    .filter((name) => name.endsWith('.crt'))
    .map((name) => `${folder}/${name}`);
}

/** A registry's hosts.toml as the engine reads it; null where there is none, or a broken one. */
export function hostsTomlOf(facts: HostFacts, host: string): HostsToml | null {
  const text = textOf(facts, `${trustFolder(facts, host)}/hosts.toml`) ?? '';
  const result = text === '' ? null : readHostsToml(text);
  return result?.kind === 'parsed' ? result.toml : null;
}

export function hasHostsToml(facts: HostFacts, host: string): boolean {
  return hostsTomlOf(facts, host) !== null;
}

/** The `[host]` tables of a registry's hosts.toml. */
export function hostTables(facts: HostFacts, host: string): readonly HostsEntry[] {
  return hostsTomlOf(facts, host)?.hosts ?? [];
}

/** Certificates and keys that any hosts.toml names, by full path. */
export function filesNamedByHostsToml(facts: HostFacts): readonly string[] {
  return trustFolders(facts).flatMap(({ host }) => filesNamedFor(facts, host));
}

/**
 * Whether the engine reads a file of a trust directory: where the containerd store finds a
 * hosts.toml there it reads what that names and nothing else.
 */
export function isReadTrust(facts: HostFacts, host: string, path: string | null): boolean {
  if (!readsHostsToml(facts) || !hasHostsToml(facts, host)) return true;
  return path !== null && filesNamedFor(facts, host).includes(path);
}

function filesNamedFor(facts: HostFacts, host: string): readonly string[] {
  const toml = hostsTomlOf(facts, host);
  const entries = toml ? [toml.server, ...toml.hosts] : [];
  return entries
    .flatMap(({ ca, client }) => [
      ...(ca ?? []),
      ...client.flatMap(({ certificate, key }) =>
        key === null ? [certificate] : [certificate, key],
      ),
    ])
    .map((written) => absolute(written, trustFolder(facts, host)));
}

/** As Go's filepath.Join cleans a path that is relative to the file's folder. */
function absolute(written: string, folder: string): string {
  const kept: string[] = [];
  for (const part of (written.startsWith('/') ? written : `${folder}/${written}`).split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}
