import type { ProxyUrl } from './desired.ts';
import type { EngineIdentity } from './engine.ts';
import type { Said } from './said.ts';

/** An image name taken apart as distribution/reference does. */
export interface Reference {
  readonly input: string;
  /** `docker.io/library/nginx:latest` */
  readonly canonical: string;
  /** `docker.io`, `harbor.example:8443` */
  readonly domain: string;
  /** `library/nginx` */
  readonly path: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Which proxy a request goes through and which rule said so. */
export interface ProxyDecision {
  readonly proxy: ProxyUrl | null;
  readonly reason: Said;
  /** the variable's value makes every request fail before it is sent; absent otherwise */
  readonly problem?: Said;
}

/** A file that the engine would read when it builds the trust of a hop. */
export interface TrustSource {
  readonly kind: 'system' | 'file';
  readonly path: string;
  /** PEM text of what it adds; null when it adds nothing (with the reason in `problem`) */
  readonly pem: string | null;
  readonly problem: Said | null;
}

/** How the engine would judge the server's certificate on a hop. */
export interface TrustPolicy {
  /** false: any certificate is accepted */
  readonly verify: boolean;
  readonly sources: readonly TrustSource[];
  readonly client: { readonly certificatePath: string; readonly keyPath: string } | null;
  readonly reason: Said;
  /** a broken trust directory ends the lookup before anything is dialled */
  readonly fatal: Said | null;
}

/** One base URL the engine would try for an image. */
export interface Endpoint {
  /** scheme, host, explicit port and path prefix; without `/v2/` and without trailing slash */
  readonly url: string;
  readonly role: 'mirror' | 'upstream';
  readonly scheme: 'https' | 'http';
  /** name or literal address, IPv6 without brackets */
  readonly host: string;
  readonly port: number;
  /** what stands before `<name>/manifests/…`, e.g. `/v2` or `/prefix/v2` */
  readonly apiPath: string;
  /** `?ns=` the containerd store adds for mirrors; null otherwise */
  readonly namespace: string | null;
  readonly proxy: ProxyDecision;
  readonly trust: TrustPolicy;
  /** whose stored login the engine would offer here */
  readonly credentials: 'none' | 'registry';
  /** only tried when the endpoint before it fails in a way that allows it */
  readonly fallback: boolean;
  /** how a token server's certificate is judged, where that differs from the endpoint's own */
  readonly tokenTrust?: TrustPolicy;
  /** how any other host's certificate is judged (blobs, redirects), where that differs */
  readonly elsewhereTrust?: TrustPolicy;
  /** the 1.13 fork's search list: whose turn it is, and the repository path there */
  readonly search?: { readonly registry: string; readonly path: string };
  /** what hosts.toml adds to each request of the engine's, and probes do not send: it may be secret */
  readonly headerNames?: readonly string[];
  readonly why: Said;
}

/** Everything the engine would try for one image, in order. */
export interface Route {
  readonly reference: Reference;
  readonly engine: EngineIdentity;
  readonly endpoints: readonly Endpoint[];
  /** hosts that are no endpoints of the image may give its content (containerd store) */
  readonly givesElsewhere?: true;
  /** classic pings `/v2/` first; the containerd store starts with the manifest */
  readonly startsWith: 'v2' | 'manifest';
  /** nothing can be tried at all (a broken certs.d directory, a blocked registry) */
  readonly refused: Said | null;
  /** what `docker pull` shows then, after `Error response from daemon: `; null: no engine answers */
  readonly engineText?: string | null;
}
