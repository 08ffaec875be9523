import { buildEndpoint, type Endpoints, hubHost, insecureIn, type Resolved } from './endpoint.ts';
import { parseGoUrl } from './go-url.ts';
import { normalisedMirrors } from './mirror-url.ts';
import { hubDomain } from './reference.ts';
import type { Endpoint, Reference } from './route.ts';
import { classicHubTrust, classicTrust, unverified } from './trust-classic.ts';
import type { EngineView } from './view.ts';
import { routeWords } from './words-routes.ts';
import { trustWords } from './words-trust.ts';

/**
 * The classic (graphdriver) store: mirrors then Docker Hub for `docker.io`, the registry itself
 * for everything else, with plain HTTP behind HTTPS where it is insecure. A broken trust directory
 * of any endpoint ends the lookup before anything is dialled.
 * @see moby daemon/pkg/registry/service_v2.go lookupV2Endpoints
 */
export function classicEndpoints(
  reference: Pick<Reference, 'domain'>,
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const endpoints =
    reference.domain === hubDomain
      ? [...classicMirrors(view, resolved), classicHub(view)]
      : classicRegistry(reference.domain, view, resolved);
  const fatal = endpoints.find((endpoint) => endpoint.trust.fatal)?.trust.fatal;
  return { endpoints, refused: fatal ?? null };
}

function classicMirrors(view: EngineView, resolved: Resolved | undefined): readonly Endpoint[] {
  const unique = normalisedMirrors(view.mirrors);
  return unique.flatMap((text) => {
    // 1.13 takes entries without a scheme; later engines have refused them by now.
    const parsed = parseGoUrl(/^https?:\/\//.test(text) ? text : `https://${text}`);
    if ('error' in parsed) return [];
    const { host, path, scheme } = parsed.url;
    const plain = scheme === 'http';
    const verdict = insecureIn(view, host, resolved);
    const trust = classicTrust(view, host, verdict);
    return buildEndpoint(
      {
        scheme: plain ? 'http' : 'https',
        hostPort: host,
        apiPath: `${path.replace(/\/+$/, '')}/v2`,
        role: 'mirror',
        namespace: null,
        trust: plain ? { ...unverified(trustWords.plainHttp(host)), fatal: trust.fatal } : trust,
        // The settings of its folder hold for whom it sends its clients to over TLS.
        ...(plain ? { elsewhereTrust: trust } : {}),
        // One static credential store answers every endpoint's challenge (registry/auth.go).
        credentials: 'registry',
        fallback: false,
        why: routeWords.mirror(text),
      },
      view,
    );
  });
}

function classicHub(view: EngineView): Endpoint {
  return buildEndpoint(
    {
      scheme: 'https',
      hostPort: hubHost,
      apiPath: '/v2',
      role: 'upstream',
      namespace: null,
      trust: classicHubTrust(view),
      credentials: 'registry',
      fallback: false,
      why: routeWords.hub(view.mirrors.length > 0),
    },
    view,
  );
}

function classicRegistry(
  domain: string,
  view: EngineView,
  resolved: Resolved | undefined,
): readonly Endpoint[] {
  const verdict = insecureIn(view, domain, resolved);
  const plan = {
    hostPort: domain,
    apiPath: '/v2',
    role: 'upstream',
    namespace: null,
    credentials: 'registry',
  } as const;
  const trust = classicTrust(view, domain, verdict);
  const why = routeWords.registry(domain, view.mirrors.length > 0, verdict.certain);
  const https = buildEndpoint({ ...plan, scheme: 'https', trust, fallback: false, why }, view);
  if (!verdict.insecure) return [https];
  const plainTrust = unverified(trustWords.plainHttp(domain));
  const plainWhy = routeWords.plainAfterHttps(domain, verdict.by ?? domain);
  const http = { ...plan, scheme: 'http', trust: plainTrust, fallback: true } as const;
  return [https, buildEndpoint({ ...http, why: plainWhy }, view)];
}
