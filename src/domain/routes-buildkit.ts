import { isLoopbackAddress } from './cidr.ts';
import { buildEndpoint, type Endpoints, hubHost, insecureIn, type Resolved } from './endpoint.ts';
import { credentialsFor, isProxy, tokenTrust } from './endpoints-containerd.ts';
import { isAtLeast } from './engine.ts';
import { parseGoUrl } from './go-url.ts';
import { hostOf } from './host-port.ts';
import { normalisedMirrors } from './mirror-url.ts';
import { hubDomain } from './reference.ts';
import type { Endpoint, Reference, TrustPolicy } from './route.ts';
import { type Said, verbatim } from './said.ts';
import { systemOnly, unverified } from './trust-classic.ts';
import { directoryCertificates, verified } from './trust-containerd.ts';
import { keyPairProblem } from './trust-file.ts';
import type { EngineView, TrustFile } from './view.ts';
import { routeWords } from './words-routes.ts';
import { trustWords } from './words-trust.ts';

/**
 * The containerd store before 28.0, which used BuildKit's resolver: mirrors always over HTTPS with
 * their path behind `/v2`, each with its own trust directory; Docker Hub with `certs.d/docker.io`;
 * insecure entries by exact name only for mirrors. Measured on 26.1.5. Before 25.0, read from source
 * and not measured, the store was experimental and knew names in insecure-registries only when
 * written as a URL.
 * @see moby v27.5.1 daemon/daemon.go RegistryHosts, vendor/github.com/moby/buildkit/util/resolver
 * and v24.0.9 of both
 */
export function buildkitHosts(
  reference: Reference,
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const context = { reference, view, resolved };
  const isHub = reference.domain === hubDomain;
  const mirrors = isHub ? mirrorEndpoints(context) : [];
  const why = isHub
    ? routeWords.hub(view.mirrors.length > 0)
    : routeWords.registry(reference.domain, view.mirrors.length > 0, true);
  const upstream = expand(
    {
      hostPort: isHub ? hubHost : reference.domain,
      directory: reference.domain,
      apiPath: '/v2',
      role: 'upstream',
      why,
    },
    context,
  );
  const endpoints = [...mirrors, ...upstream];
  const fatal = endpoints.find((endpoint) => endpoint.trust.fatal)?.trust.fatal;
  return { endpoints, refused: fatal ?? null };
}

interface Context {
  readonly reference: Reference;
  readonly view: EngineView;
  readonly resolved: Resolved | undefined;
}

interface Host {
  readonly hostPort: string;
  /** the name its trust directory has */
  readonly directory: string;
  readonly apiPath: string;
  readonly role: Endpoint['role'];
  readonly why: Said;
}

function mirrorEndpoints(context: Context): readonly Endpoint[] {
  const { view } = context;
  const early = view.engine.version !== null && !isAtLeast(view.engine.version, '25.0');
  const unique = normalisedMirrors(view.mirrors);
  return unique.flatMap((text) => {
    const parsed = parseGoUrl(text);
    if ('error' in parsed) return [];
    const { host, path } = parsed.url;
    const suffix = early ? '' : path.replace(/\/+$/, '');
    const why = early ? routeWords.buildkitOldMirror(text) : routeWords.buildkitMirror(text);
    const mirror = { hostPort: host, directory: host, apiPath: `/v2${suffix}` };
    return expand({ ...mirror, role: 'mirror', why }, context);
  });
}

/** @see fillInsecureOpts, and hostsWrapper of daemon/containerd/resolver.go at v27.5.1 */
function expand(host: Host, context: Context): readonly Endpoint[] {
  const { view, reference, resolved } = context;
  const plan = {
    hostPort: host.hostPort,
    apiPath: host.apiPath,
    role: host.role,
    namespace: isProxy(reference.domain, host.hostPort) ? reference.domain : null,
    credentials: credentialsFor(reference.domain, host.hostPort),
    why: host.why,
    ...tokenTrust(view),
  };
  const entry = insecureEntry(host, context);
  const plain = { ...plan, scheme: 'http' as const };
  // The directory is read even where nothing of it is used.
  const own = ownTrust(host, view);
  const plainTrust = { ...unverified(trustWords.plainHttp(host.hostPort)), fatal: own.fatal };
  // A loopback mirror is asked in plain HTTP only, unless it is listed itself.
  if (entry === null && isLocal(host.hostPort)) {
    const elsewhereTrust = systemOnly(view, trustWords.plainHttp(host.hostPort));
    return [buildEndpoint({ ...plain, trust: plainTrust, elsewhereTrust, fallback: false }, view)];
  }
  const trust =
    entry === null ? own : insecureTrust(own, trustWords.insecure(host.hostPort, entry));
  const https = buildEndpoint({ ...plan, scheme: 'https', trust, fallback: false }, view);
  const fallsBack = entry !== null || insecureIn(view, host.hostPort, resolved).insecure;
  if (!fallsBack) return [https];
  const why = routeWords.plainAfterTls(host.hostPort);
  const http = { ...plain, trust: plainTrust, elsewhereTrust: trust, fallback: true, why };
  return [https, buildEndpoint(http, view)];
}

function insecureTrust(own: TrustPolicy, reason: Said): TrustPolicy {
  return { ...unverified(reason), client: own.client, fatal: own.fatal };
}

/** The entry that switches verification off: exact for mirrors and Hub, networks for the rest. */
function insecureEntry(host: Host, { view, resolved }: Context): string | null {
  const { version } = view.engine;
  if (version !== null && !isAtLeast(version, '25.0')) {
    const bare = view.insecure.find(
      (entry) => /^https?:\/\//.test(entry) && bareOf(entry) === host.hostPort,
    );
    return bare ?? null;
  }
  if (host.directory === hubDomain) return null;
  const exact = view.insecure.find((entry) => bareOf(entry) === host.directory);
  if (exact) return exact;
  if (host.role === 'mirror') return null;
  const verdict = insecureIn(view, host.hostPort, resolved);
  return verdict.insecure ? (verdict.by ?? host.hostPort) : null;
}

function bareOf(entry: string): string {
  return entry.replace(/^https?:\/\//i, '');
}

function ownTrust(host: Host, view: EngineView): TrustPolicy {
  const files = view.trustDirectories.get(host.directory);
  const path = `${view.certsDir}/${host.directory}`;
  const certificates = directoryCertificates(files ?? []);
  const reason = files ? trustWords.directory(path) : trustWords.noDirectory(path);
  const fatal = pairFatal(files ?? []);
  const policy = verified(view, { ...certificates, fatal: null }, reason);
  return { ...policy, fatal: fatal === null ? null : verbatim(fatal) };
}

/** Unlike later releases it takes a `.crt` without PEM, and wants a `.key` beside every `.cert`. */
function pairFatal(files: readonly TrustFile[]): string | null {
  const certificate = files.find((file) => file.name.endsWith('.cert'));
  if (!certificate) return null;
  const key = files.find((file) => file.name === certificate.name.replace(/\.cert$/, '.key'));
  const path = certificate.path.replace(/\.cert$/, '.key');
  const problem = key
    ? keyPairProblem(certificate, key)
    : `open ${path}: no such file or directory`;
  return problem ? `failed to load keypair for ${certificate.path}: ${problem}` : null;
}

function isLocal(hostPort: string): boolean {
  const host = hostOf(hostPort);
  return host === 'localhost' || isLoopbackAddress(host);
}
