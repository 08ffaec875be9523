import { hostnameAndPort } from './go-url.ts';
import { type InsecureVerdict, isInsecure } from './insecure.ts';
import { decideProxy } from './proxy.ts';
import type { Endpoint, TrustPolicy } from './route.ts';
import type { Said } from './said.ts';
import type { EngineView } from './view.ts';

/** The host that Docker Hub's images come from; `docker.io` itself serves none. */
export const hubHost = 'registry-1.docker.io';

/** Addresses of names as the engine's host resolves them, by name without port. */
export type Resolved = ReadonlyMap<string, readonly string[]>;

/** Endpoints in the order in which they are tried, or why there are none. */
export interface Endpoints {
  readonly endpoints: readonly Endpoint[];
  readonly refused: Said | null;
  /** further hosts give content by digest, that nobody asks for the image itself */
  readonly givesElsewhere?: true;
  /** the engine's own text for a refusal; null where it is not `refused` word for word */
  readonly engineText?: string;
}

/** Where an endpoint points and how it is judged; the rest follows from the view. */
export interface EndpointPlan {
  readonly scheme: 'https' | 'http';
  /** `host[:port]` as in a URL */
  readonly hostPort: string;
  /** what stands before `<name>/manifests/…` */
  readonly apiPath: string;
  readonly role: Endpoint['role'];
  readonly namespace: string | null;
  readonly trust: TrustPolicy;
  readonly credentials: Endpoint['credentials'];
  readonly fallback: boolean;
  readonly why: Said;
  readonly tokenTrust?: TrustPolicy;
  readonly elsewhereTrust?: TrustPolicy;
  readonly search?: NonNullable<Endpoint['search']>;
  readonly headerNames?: readonly string[];
}

/** Completes a plan: its address, its URL and the proxy the engine would use for it. */
export function buildEndpoint(plan: EndpointPlan, view: EngineView): Endpoint {
  const { hostPort, ...rest } = plan;
  const { hostname, port } = hostnameAndPort(hostPort);
  const target = { scheme: plan.scheme, host: hostname, port: portOf(plan.scheme, port) };
  const prefix = plan.apiPath.replace(/\/v2$/, '').replace(/\/+$/, '');
  return {
    ...rest,
    url: `${plan.scheme}://${hostPort}${prefix}`,
    host: target.host,
    port: target.port,
    proxy: decideProxy(view.proxies, target, view.engine.version),
  };
}

/** Whether a host counts as insecure for this view, with what is known of its addresses. */
export function insecureIn(
  view: EngineView,
  hostPort: string,
  resolved: Resolved | undefined,
): InsecureVerdict {
  const { hostname } = hostnameAndPort(hostPort);
  const list = { entries: view.insecure, version: view.engine.version };
  return isInsecure(hostPort, list, resolved?.get(hostname) ?? null);
}

function portOf(scheme: 'https' | 'http', port: string): number {
  if (port !== '') return Number(port);
  return scheme === 'https' ? 443 : 80;
}
