import { parse, type TomlTable, type TomlValue } from 'smol-toml';
import type { HostCapability, HostsEntry, HostsTomlResult } from '../domain/hosts.ts';
import { tomlItems } from './toml/layout.ts';

/**
 * Reads a hosts.toml as containerd does. What it refuses is no error: it logs the text and falls
 * back to the certificate files beside it.
 * Source: containerd core/remotes/docker/config/hosts.go (parseHostsFile, parseHostConfig,
 * getSortedHosts: only `[host."…"]` headers count, in the order of the file).
 */
export function readHostsToml(text: string): HostsTomlResult {
  try {
    const root = parse(text);
    const tables = isTable(root.host) ? root.host : {};
    const hosts = hostsInOrder(text).map((url) => entryOf(url, tables[url] ?? {}));
    const server = stringIn(root, 'server');
    return {
      kind: 'parsed',
      toml: { hosts, server: entryOf(server === '' ? null : server, root) },
    };
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    return { kind: 'broken', engineText: thrown.message.split('\n')[0] ?? '' };
  }
}

function hostsInOrder(text: string): string[] {
  const headers = tomlItems(text).filter(
    (item) => item.kind === 'table' && item.path[0] === 'host',
  );
  return [...new Set(headers.flatMap((header) => header.path.slice(1, 2)))];
}

/** @throws Error with containerd's own text */
function entryOf(url: string | null, value: TomlValue): HostsEntry {
  if (!isTable(value)) throw new Error('toml: cannot decode TOML value into a host');
  const table = value;
  // Of no interest here, but one that is no text breaks the file.
  stringIn(table, 'dial_timeout');
  return {
    url,
    capabilities: capabilitiesIn(table),
    ca: pathsIn(table.ca),
    client: clientsIn(table.client),
    skipVerify: table.skip_verify === undefined ? null : booleanIn(table, 'skip_verify'),
    overridePath: table.override_path === undefined ? false : booleanIn(table, 'override_path'),
    headerNames: isTable(table.header) ? Object.keys(table.header) : [],
  };
}

const capabilities: readonly string[] = ['pull', 'resolve', 'push', 'referrers'];

function capabilitiesIn(table: TomlTable): HostCapability[] | null {
  const value = table.capabilities;
  if (value === undefined) return null;
  if (!Array.isArray(value))
    throw new Error('toml: cannot decode TOML value into a list of capabilities');
  const names = value.map((one) => String(one).toLowerCase());
  const unknown = names.findIndex((name) => !isCapability(name));
  if (unknown >= 0) throw new Error(`unknown capability ${String(value[unknown])}`);
  return names.length === 0 ? null : names.filter(isCapability);
}

function isCapability(name: string): name is HostCapability {
  return capabilities.includes(name);
}

function pathsIn(value: TomlValue | undefined): string[] | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw new Error(`invalid type ${String(value)} for "ca"`);
  return value.map((one) => {
    if (typeof one !== 'string') throw new Error(`expected string type for ${String(one)}`);
    return one;
  });
}

function clientsIn(value: TomlValue | undefined): HostsEntry['client'] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ certificate: value, key: null }];
  if (!Array.isArray(value)) throw new Error(`invalid type ${String(value)} for "client"`);
  return value.map((one) => {
    if (typeof one === 'string') return { certificate: one, key: null };
    if (!Array.isArray(one)) throw new Error('invalid type for "client"');
    const [certificate, key] = one;
    if (one.length !== 2 || typeof certificate !== 'string' || typeof key !== 'string') {
      throw new Error(`invalid pair [${one.map(String).join(' ')}] for "client"`);
    }
    return { certificate, key };
  });
}

function booleanIn(table: TomlTable, key: string): boolean {
  const value = table[key];
  if (typeof value !== 'boolean') throw new Error(`toml: cannot decode TOML value into ${key}`);
  return value;
}

function stringIn(table: TomlTable, key: string): string {
  const value = table[key] ?? '';
  if (typeof value !== 'string') throw new Error(`toml: cannot decode TOML value into ${key}`);
  return value;
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
