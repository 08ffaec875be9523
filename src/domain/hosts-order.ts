import { isLoopbackAddress } from './cidr.ts';
import { hubHost } from './endpoint.ts';
import { parseGoUrl } from './go-url.ts';
import { hostOf, splitHostPort } from './host-port.ts';
import type { HostCapability, HostsEntry, HostsTomlResult } from './hosts.ts';
import { hubDomain } from './reference.ts';
import type { TrustSource } from './route.ts';
import {
  besideHostsToml,
  directoryCertificates,
  entryCertificates,
  type HostCertificates,
  notADirectory,
} from './trust-containerd.ts';
import type { EngineView } from './view.ts';

/** One host of the containerd store, before daemon.json's lists are merged in. */
export interface PullHost {
  readonly scheme: 'https' | 'http';
  readonly hostPort: string;
  readonly apiPath: string;
  readonly capabilities: readonly HostCapability[];
  readonly certificates: HostCertificates;
  readonly skipVerify: boolean;
  readonly headerNames: readonly string[];
  /** plain HTTP is tried when the server turns out not to speak TLS */
  readonly httpFallback: boolean;
  readonly from: 'default' | 'hosts.toml' | 'server';
}

export interface PullHosts {
  readonly hosts: readonly PullHost[];
  /** the directory below certs.d that was found; null when there is none */
  readonly directory: string | null;
  readonly toml: HostsTomlResult | null;
  /** files there that are not read */
  readonly unread: readonly TrustSource[];
}

/**
 * The hosts of the containerd store for a registry, in order.
 * @see containerd core/remotes/docker/config/hosts.go ConfigureHosts, loadHostDir
 */
export function pullHosts(domain: string, view: EngineView): PullHosts {
  const directory = hostDirectory(domain, view);
  const files = directory === null ? [] : (view.trustDirectories.get(directory) ?? []);
  const toml = directory === null ? null : (view.hostsToml?.get(directory) ?? null);
  if (directory !== null && toml?.kind === 'parsed') {
    const entries = [...toml.toml.hosts, toml.toml.server];
    const hosts = entries.map((entry) => fromEntry(entry, { domain, directory, view }));
    return { hosts, directory, toml, unread: besideHostsToml(files) };
  }
  const certificates =
    directory !== null && view.filesInPlace?.includes(directory)
      ? notADirectory(`${view.certsDir}/${directory}`)
      : directoryCertificates(files);
  const host = defaultHost(domain, certificates, null);
  return { hosts: [host], directory, toml, unread: [] };
}

/** The first of `host_port_`, `host:port` and `_default` that exists (config_unix.go hostPaths). */
function hostDirectory(domain: string, view: EngineView): string | null {
  const colon = domain.lastIndexOf(':');
  const underscored = colon > 0 ? [`${domain.slice(0, colon)}_${domain.slice(colon + 1)}_`] : [];
  const names = [...underscored, domain, '_default'];
  return names.find((name) => view.trustDirectories.has(name) || view.hostsToml?.has(name)) ?? null;
}

interface EntryPlace {
  readonly domain: string;
  readonly directory: string;
  readonly view: EngineView;
}

function fromEntry(entry: HostsEntry, place: EntryPlace): PullHost {
  const certificates = entryCertificates(entry, place.directory, place.view);
  const { headerNames } = entry;
  if (entry.url === null) {
    return { ...defaultHost(place.domain, certificates, entry.skipVerify), headerNames };
  }
  const isServer = place.view.hostsToml?.get(place.directory);
  const server = isServer?.kind === 'parsed' && isServer.toml.server === entry;
  const url = entryUrl(entry);
  return withFallback({
    ...url,
    capabilities: entry.capabilities ?? allCapabilities,
    certificates,
    skipVerify: entry.skipVerify ?? false,
    headerNames,
    httpFallback: false,
    from: server ? 'server' : 'hosts.toml',
  });
}

const allCapabilities: readonly HostCapability[] = ['pull', 'resolve', 'push', 'referrers'];

/** `https://` is assumed; `/v2` is appended unless it is there or override_path says otherwise. */
function entryUrl(entry: HostsEntry): Pick<PullHost, 'scheme' | 'hostPort' | 'apiPath'> {
  const text = entry.url ?? '';
  const parsed = parseGoUrl(text.startsWith('http') ? text : `https://${text}`);
  if ('error' in parsed) return { scheme: 'https', hostPort: text, apiPath: '/v2' };
  const { scheme, host, path } = parsed.url;
  const clean = path === '' ? '' : `/${path.split('/').filter(Boolean).join('/')}`;
  const suffix = entry.overridePath || clean.endsWith('/v2') ? '' : '/v2';
  return {
    scheme: scheme === 'http' ? 'http' : 'https',
    hostPort: host,
    apiPath: clean === '/' ? suffix : `${clean}${suffix}`,
  };
}

/** Where no URL is given: the registry itself, with loopback treated leniently. */
function defaultHost(
  domain: string,
  certificates: HostCertificates,
  skipVerify: boolean | null,
): PullHost {
  const common = {
    apiPath: '/v2',
    capabilities: allCapabilities,
    certificates,
    headerNames: [],
    httpFallback: false,
    from: 'default' as const,
  };
  if (domain === hubDomain) {
    return { ...common, scheme: 'https', hostPort: hubHost, skipVerify: skipVerify ?? false };
  }
  const local = isLocal(domain);
  const port = splitHostPort(domain)?.port ?? '';
  const ambiguous = local && port !== '' && port !== '443';
  return withFallback({
    ...common,
    scheme: ambiguous ? 'http' : 'https',
    hostPort: domain,
    skipVerify: local && port !== '80' ? true : (skipVerify ?? false),
  });
}

/** A host that was set to http but given TLS settings is asked over HTTPS first. */
function withFallback(host: PullHost): PullHost {
  const tls = host.certificates.given || host.skipVerify;
  const port = splitHostPort(host.hostPort)?.port ?? '';
  if (host.scheme === 'https' || !tls || port === '80') return host;
  return { ...host, scheme: 'https', httpFallback: true };
}

/** @see containerd core/remotes/docker/resolver.go IsLocalhost */
function isLocal(domain: string): boolean {
  const host = hostOf(domain);
  return host === 'localhost' || isLoopbackAddress(host);
}
