import { buildEndpoint, hubHost } from './endpoint.ts';
import { isAtLeast } from './engine.ts';
import type { PullHost, PullHosts } from './hosts-order.ts';
import { hubDomain } from './reference.ts';
import type { Endpoint, Reference, TrustPolicy } from './route.ts';
import type { Said } from './said.ts';
import { systemOnly, unverified } from './trust-classic.ts';
import { verified } from './trust-containerd.ts';
import type { EngineView } from './view.ts';
import { routeWords } from './words-routes.ts';
import { trustWords } from './words-trust.ts';

/** A host on its way to an endpoint, with why it is there and how it is trusted. */
export interface MergedHost extends PullHost {
  readonly role: Endpoint['role'];
  readonly why: Said;
  readonly insecure: Said | null;
  /** a mirror that was copied from the upstream host, and with it its client */
  readonly shared: boolean;
}

interface Place {
  readonly reference: Reference;
  readonly view: EngineView;
  readonly found: PullHosts;
}

/** One endpoint, or two where plain HTTP is tried behind HTTPS. */
export function endpointsOf(host: MergedHost, place: Place): readonly Endpoint[] {
  const { reference, view } = place;
  const plan = {
    hostPort: host.hostPort,
    apiPath: host.apiPath,
    role: host.role,
    namespace: isProxy(reference.domain, host.hostPort) ? reference.domain : null,
    credentials: credentialsFor(reference.domain, host.hostPort),
    ...tokenTrust(view),
    ...(host.headerNames.length > 0 ? { headerNames: host.headerNames } : {}),
  };
  const trust = trustOf(host, place);
  const plainTrust = unverified(trustWords.plainHttp(host.hostPort));
  const plain = { ...plan, scheme: 'http' as const, trust: plainTrust, elsewhereTrust: trust };
  if (host.scheme === 'http') {
    return [buildEndpoint({ ...plain, fallback: false, why: host.why }, view)];
  }
  const https = { ...plan, scheme: 'https' as const, trust, fallback: false, why: host.why };
  if (!host.httpFallback) return [buildEndpoint(https, view)];
  const why = routeWords.plainAfterTls(host.hostPort);
  return [buildEndpoint(https, view), buildEndpoint({ ...plain, fallback: true, why }, view)];
}

function trustOf(host: MergedHost, { view, found }: Place): TrustPolicy {
  const directory = found.directory === null ? null : `${view.certsDir}/${found.directory}`;
  const tomlPath = `${directory}/hosts.toml`;
  if (host.insecure) return { ...unverified(host.insecure), client: host.certificates.client };
  if (host.skipVerify) {
    const reason =
      found.toml?.kind === 'parsed'
        ? trustWords.skipVerify(tomlPath)
        : trustWords.loopback(host.hostPort);
    return { ...unverified(reason), client: host.certificates.client };
  }
  const named = host.certificates.sources;
  const unread = found.unread.filter(({ path }) => named.every((source) => source.path !== path));
  const sources = [...named, ...unread];
  const reason = host.shared
    ? trustWords.sharedWithHub(found.toml?.kind === 'parsed' ? tomlPath : directory)
    : reasonOf(host, found, { directory, tomlPath, certsDir: view.certsDir });
  return verified(view, { ...host.certificates, sources }, reason);
}

function reasonOf(
  host: MergedHost,
  found: PullHosts,
  paths: {
    readonly directory: string | null;
    readonly tomlPath: string;
    readonly certsDir: string;
  },
): Said {
  if (found.toml?.kind === 'parsed') return trustWords.hostsToml(paths.tomlPath);
  if (found.toml?.kind === 'broken') return trustWords.hostsTomlBroken(found.toml.engineText);
  if (paths.directory !== null) return trustWords.directory(paths.directory);
  const name = host.hostPort === hubHost ? hubDomain : host.hostPort;
  return trustWords.noDirectory(`${paths.certsDir}/${name}`);
}

/** @see moby daemon/containerd/resolver.go authorizerFromAuthConfig */
export function credentialsFor(domain: string, hostPort: string): Endpoint['credentials'] {
  const owner = domain === hubDomain ? hubHost : domain;
  return owner === hostPort ? 'registry' : 'none';
}

/** @see containerd core/remotes/docker/registry.go isProxy */
export function isProxy(domain: string, hostPort: string): boolean {
  return domain !== hostPort && !(domain === hubDomain && hostPort === hubHost);
}

/**
 * Before 29.5 token servers were asked with a default client (fixed in 29.5.0, moby commit
 * c2075797fa; measured on 28.5.2).
 */
export function tokenTrust(view: EngineView): { readonly tokenTrust?: TrustPolicy } {
  const { version } = view.engine;
  const affected = version !== null && !isAtLeast(version, '29.5');
  return affected ? { tokenTrust: systemOnly(view, trustWords.tokenSystemOnly()) } : {};
}
