import { isIP } from 'node:net';
import { networkText, parseCidr } from './cidr.ts';
import type { InsecureEntry, RegistryHost } from './desired.ts';
import { type EngineVersion, isAtLeast } from './engine.ts';
import { quote } from './go-url.ts';
import { hostOf, splitHostPort } from './host-port.ts';
import { hubDomain, isDomain } from './reference.ts';
import type { Said } from './said.ts';
import { said } from './words.ts';

export type ParsedInsecure =
  | { readonly entry: InsecureEntry }
  | { readonly problem: Said; readonly engineText: string };

/**
 * Judges an entry of `insecure-registries`: `host[:port]` or a CIDR. A leading `http://` or
 * `https://` is taken off, which every engine from 17.04 does itself and 1.13 needs.
 * @returns the entry as it should be written; or why not, with the engine's own text
 * @see moby daemon/pkg/registry/config.go loadInsecureRegistries, validateHostPort
 */
export function parseInsecureEntry(text: string): ParsedInsecure {
  if (text.startsWith('-') || text.endsWith('-')) {
    const engineText = `invalid index name (${text}). Cannot begin or end with a hyphen`;
    return { problem: said.insecureHyphen(text), engineText };
  }
  const bare = text.replace(/^https?:\/\//i, '');
  if (bare.includes('://')) {
    const engineText = `insecure registry ${text} should not contain '://'`;
    return { problem: said.insecureScheme(text), engineText };
  }
  if (parseCidr(bare)) return { entry: bare as InsecureEntry };
  const wrong = hostPortProblem(bare);
  if (wrong === null) return { entry: bare as InsecureEntry };
  const engineText = `insecure registry ${bare} is not valid: ${wrong}`;
  return { problem: said.insecureHost(text), engineText };
}

/**
 * Reads a registry's host as it stands in image names: `host`, `host:port`, `[v6]:port`.
 * @see distribution/reference regexp.go domainAndPort
 */
export function parseRegistryHost(
  text: string,
): { readonly host: RegistryHost } | { readonly problem: Said } {
  if (!isDomain(text)) return { problem: said.registryHost(text) };
  const port = splitHostPort(text)?.port ?? '';
  if (port !== '' && (Number(port) < 1 || Number(port) > 65_535)) {
    return { problem: said.registryPort(text) };
  }
  return { host: (text === 'index.docker.io' ? hubDomain : text) as RegistryHost };
}

/**
 * A list as an engine from 17.04 keeps it: without schemes, networks without host bits, nothing
 * twice. `docker.io` is secure whatever is listed, and loopback is there in any case, so that
 * neither can be told from the list.
 * @see moby daemon/pkg/registry/config.go loadInsecureRegistries
 */
export function normalisedInsecure(list: readonly string[]): readonly string[] {
  const entries = list.map((entry) => entry.replace(/^https?:\/\//i, ''));
  const kept = new Set(entries.map((entry) => networkText(entry) ?? entry));
  for (const untold of [hubDomain, '127.0.0.0/8', '::1/128']) kept.delete(untold);
  return [...kept].toSorted();
}

/** Whether an engine skips verification for a host, and which entry says so. */
export interface InsecureVerdict {
  readonly insecure: boolean;
  /** the entry, or the built-in loopback network */
  readonly by: string | null;
  /** false: a CIDR is listed and the host's addresses are not known */
  readonly certain: boolean;
}

/**
 * Whether a registry counts as insecure. Entries compare exactly, case and port included; a CIDR
 * matches the literal address or any address the name resolves to; a name that does not resolve
 * is secure; docker.io is secure whatever is listed.
 * @param addresses what the engine's host resolves the name to; null when that is not known
 * @see moby daemon/pkg/registry/config.go isSecureIndex, isCIDRMatch
 */
export function isInsecure(
  hostPort: string,
  list: { readonly entries: readonly string[]; readonly version: EngineVersion | null },
  addresses: readonly string[] | null,
): InsecureVerdict {
  if (hostPort === hubDomain) return { insecure: false, by: null, certain: true };
  const effective = effectiveEntries(list.entries, list.version);
  const exact = effective.find(({ entry }) => entry === hostPort);
  if (exact) return { insecure: true, by: exact.written, certain: true };
  const known = knownAddresses(hostPort, addresses);
  const networks = effective.flatMap(({ entry, written }) => {
    const cidr = parseCidr(entry);
    return cidr ? [{ cidr, written }] : [];
  });
  const network = networks.find(({ cidr }) => known?.some((address) => cidr.contains(address)));
  if (network) return { insecure: true, by: network.written, certain: true };
  const userNetworks = list.entries.some((entry) => parseCidr(entry) !== null);
  return { insecure: false, by: null, certain: known !== null || !userNetworks };
}

interface Entry {
  readonly entry: string;
  readonly written: string;
}

/** The built-in entries differ: 127.0.0.0/8 always, ::1/128 from 28.0. */
function effectiveEntries(entries: readonly string[], version: EngineVersion | null): Entry[] {
  const strips = version === null || isAtLeast(version, '17.4');
  const builtIn =
    version === null || isAtLeast(version, '28.0') ? ['127.0.0.0/8', '::1/128'] : ['127.0.0.0/8'];
  return [...entries, ...builtIn].map((written) => ({
    entry: strips ? written.replace(/^https?:\/\//i, '') : written,
    written,
  }));
}

function knownAddresses(
  hostPort: string,
  addresses: readonly string[] | null,
): readonly string[] | null {
  const host = hostOf(hostPort);
  if (isIP(host) !== 0) return [host];
  // /etc/hosts is where localhost comes from on every Linux; no lookup is needed to know it.
  if (host === 'localhost') return ['127.0.0.1', '::1'];
  return addresses;
}

function hostPortProblem(text: string): string | null {
  const split = splitHostPort(text);
  const host = split?.host ?? text;
  if (!isDomain(text) && isIP(host) === 0) return `invalid host ${quote(host)}`;
  const port = split?.port ?? '';
  if (port === '') return null;
  if (!/^[+-]?\d+$/.test(port)) {
    return `strconv.Atoi: parsing ${quote(port)}: invalid syntax`;
  }
  return Number(port) < 0 || Number(port) > 65_535 ? `invalid port ${quote(port)}` : null;
}
