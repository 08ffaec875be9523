import { type EngineVersion, parseEngineVersion, type Store } from '../../src/domain/engine.ts';
import type { HostsEntry, HostsToml, HostsTomlResult } from '../../src/domain/hosts.ts';
import { parseReference } from '../../src/domain/reference.ts';
import type { Reference, Route } from '../../src/domain/route.ts';
import { type Resolved, routeFor } from '../../src/domain/routes.ts';
import type { EngineView, TrustFile } from '../../src/domain/view.ts';

/** A PEM block of a label, with a body that is base64 and nothing more. */
export function pem(label = 'CERTIFICATE'): string {
  return `-----BEGIN ${label}-----\nTUlJQg==\n-----END ${label}-----\n`;
}

export const der = '\u0030\u0082binary';

/** Files of a trust directory from names and texts; null is a file that cannot be read. */
export function files(
  directory: string,
  contents: { readonly [name: string]: string | null },
): readonly TrustFile[] {
  return Object.entries(contents).map(([name, text]) => ({
    name,
    path: `/etc/docker/certs.d/${directory}/${name}`,
    bytes: text === null ? null : new TextEncoder().encode(text),
  }));
}

export interface Given {
  readonly version?: string;
  readonly store?: Store;
  readonly fork?: 'projectatomic';
  readonly mirrors?: readonly string[];
  readonly insecure?: readonly string[];
  readonly httpsProxy?: string;
  readonly trust?: { readonly [directory: string]: { readonly [name: string]: string | null } };
  readonly hosts?: { readonly [directory: string]: HostsTomlResult };
  readonly namedFiles?: { readonly [path: string]: string };
  readonly filesInPlace?: readonly string[];
  readonly add?: readonly string[];
  readonly block?: readonly string[];
}

/** What an engine sees, from the little a test cares about. */
export function viewOf(given: Given): EngineView {
  const trust = Object.entries(given.trust ?? {});
  const named = Object.entries(given.namedFiles ?? {});
  return {
    of: 'files',
    engine: {
      version: versionOf(given.version ?? '28.5.2'),
      store: given.store ?? 'classic',
      fork: given.fork ?? null,
    },
    mirrors: given.mirrors ?? [],
    insecure: given.insecure ?? [],
    proxies: { http: '', https: given.httpsProxy ?? '', no: '' },
    certsDir: '/etc/docker/certs.d',
    trustDirectories: new Map(trust.map(([name, contents]) => [name, files(name, contents)])),
    hostsToml: new Map(Object.entries(given.hosts ?? {})),
    namedFiles: new Map(named.map(([path, text]) => [path, new TextEncoder().encode(text)])),
    filesInPlace: given.filesInPlace ?? [],
    systemTrust: { path: '/etc/ssl/certs/ca-certificates.crt', pem: pem() },
    addRegistries: given.add ?? [],
    blockRegistries: given.block ?? [],
  };
}

export function referenceOf(image: string): Reference {
  const parsed = parseReference(image);
  if (!('reference' in parsed)) throw new Error(parsed.engineText);
  return parsed.reference;
}

export function routeOf(image: string, given: Given, resolved?: Resolved): Route {
  return routeFor(referenceOf(image), viewOf(given), resolved);
}

/** A hosts.toml that parsed; what a table leaves out is what containerd takes then. */
export function hostsToml(
  hosts: readonly (Partial<HostsEntry> & { readonly url: string })[],
  server: Partial<HostsEntry> = {},
): { readonly kind: 'parsed'; readonly toml: HostsToml } {
  const entry = (given: Partial<HostsEntry>): HostsEntry => ({
    url: null,
    capabilities: null,
    ca: null,
    client: [],
    skipVerify: null,
    overridePath: false,
    headerNames: [],
    ...given,
  });
  return { kind: 'parsed', toml: { hosts: hosts.map(entry), server: entry(server) } };
}

function versionOf(text: string): EngineVersion {
  const version = parseEngineVersion(text);
  if (!version) throw new Error(text);
  return version;
}
