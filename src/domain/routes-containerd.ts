import { type Endpoints, insecureIn, type Resolved } from './endpoint.ts';
import { endpointsOf, type MergedHost } from './endpoints-containerd.ts';
import { parseGoUrl } from './go-url.ts';
import { type PullHost, type PullHosts, pullHosts } from './hosts-order.ts';
import { normalisedMirrors } from './mirror-url.ts';
import { hubDomain } from './reference.ts';
import type { Reference } from './route.ts';
import { verbatim } from './said.ts';
import type { EngineView } from './view.ts';
import { routeWords } from './words-routes.ts';
import { trustWords } from './words-trust.ts';

/**
 * The containerd store from 28.0: hosts.toml or certificate files of the registry's directory,
 * then daemon.json's mirrors and insecure list merged in, as long as hosts.toml yields one host.
 * @see moby daemon/hosts.go RegistryHosts, mergeLegacyConfig; measured on 28.5.2 and 29.7.2
 */
export function containerdEndpoints(
  reference: Reference,
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const found = pullHosts(reference.domain, view);
  const merged = mergeLists(reference.domain, found, { view, resolved });
  const endpoints = merged
    .filter((host) => canServe(host, reference))
    .flatMap((host) => endpointsOf(host, { reference, view, found }));
  const path = `${view.certsDir}/${found.directory}/hosts.toml`;
  const fatal = found.hosts.find((host) => host.certificates.fatal !== null)?.certificates.fatal;
  if (fatal) return { endpoints, refused: verbatim(fatal) };
  // What is resolved is fetched from every host, whatever it is said to be capable of (containerd
  // core/remotes/docker/fetcher.go Fetch; measured on 28.5.2).
  const further = merged.every((host) => canServe(host, reference))
    ? {}
    : { givesElsewhere: true as const };
  if (endpoints.length > 0) return { endpoints, refused: null, ...further };
  const engineText = 'no resolve hosts: not found';
  return { endpoints, refused: routeWords.noPullHosts(path), engineText };
}

interface Context {
  readonly view: EngineView;
  readonly resolved: Resolved | undefined;
}

function mergeLists(domain: string, found: PullHosts, context: Context): readonly MergedHost[] {
  const { view, resolved } = context;
  const { certain } = insecureIn(view, domain, resolved);
  const plain = found.hosts.map((host) => asMerged(host, domain, { found, view, certain }));
  const [only, ...others] = plain;
  const listed = view.mirrors.length > 0 || view.insecure.length > 0;
  if (!only || others.length > 0 || !listed) return plain;
  const mirrors =
    domain === hubDomain ? normalisedMirrors(view.mirrors).map((text) => asMirror(text, only)) : [];
  return applyInsecure([...mirrors, only], context);
}

/**
 * The copies share one HTTP client with the host they were copied from, so one insecure host
 * among them switches verification off, and plain HTTP on, for all: also a mirror on loopback,
 * which nobody had to list (measured on 28.5.2).
 */
function applyInsecure(hosts: readonly MergedHost[], context: Context): readonly MergedHost[] {
  // A transport that already falls back is not a plain one, and is left as it is.
  if (hosts.some((host) => host.httpFallback)) return hosts;
  const verdicts = hosts.map((host) => ({
    host,
    verdict: insecureIn(context.view, host.hostPort, context.resolved),
  }));
  const hit = verdicts.find(({ verdict }) => verdict.insecure);
  if (!hit) return hosts;
  const entry = hit.verdict.by ?? hit.host.hostPort;
  return verdicts.map(({ host, verdict }) => ({
    ...host,
    httpFallback: true,
    insecure: verdict.insecure
      ? trustWords.insecure(host.hostPort, verdict.by ?? host.hostPort)
      : trustWords.insecureMirrorSpreads(host.hostPort, hit.host.hostPort, entry),
  }));
}

interface Surroundings {
  readonly found: PullHosts;
  readonly view: EngineView;
  /** whether the insecure list's networks cover the registry is known */
  readonly certain: boolean;
}

function asMerged(
  host: PullHost,
  domain: string,
  { found, view, certain }: Surroundings,
): MergedHost {
  const path = `${view.certsDir}/${found.directory}/hosts.toml`;
  const upstream = host.from !== 'hosts.toml';
  const base = { ...host, insecure: null, shared: false };
  if (!upstream) {
    return { ...base, role: 'mirror', why: routeWords.hostsToml(path, urlOf(host)) };
  }
  if (host.from === 'server' && found.hosts.length > 1) {
    return { ...base, role: 'upstream', why: routeWords.hostsTomlServer(path, host.hostPort) };
  }
  const why =
    domain === hubDomain
      ? routeWords.hub(view.mirrors.length > 0 && found.hosts.length === 1)
      : routeWords.registry(domain, view.mirrors.length > 0, certain);
  return { ...base, role: 'upstream', why };
}

function asMirror(text: string, upstream: MergedHost): MergedHost {
  const parsed = parseGoUrl(text);
  const url = 'url' in parsed ? parsed.url : { scheme: 'https', host: text, path: '' };
  const path = url.path.replace(/\/$/, '');
  return {
    ...upstream,
    scheme: url.scheme === 'http' ? 'http' : 'https',
    hostPort: url.host,
    apiPath: path.endsWith('/v2') ? path : `${path}/v2`,
    capabilities: ['pull', 'resolve'],
    role: 'mirror',
    why: routeWords.mirror(text),
    shared: true,
  };
}

/** A tag has to be resolved; a digest only has to be pulled. */
function canServe(host: PullHost, reference: Reference): boolean {
  const needed = reference.digest === null ? (['pull', 'resolve'] as const) : (['pull'] as const);
  return needed.every((capability) => host.capabilities.includes(capability));
}

function urlOf(host: PullHost): string {
  return `${host.scheme}://${host.hostPort}`;
}
