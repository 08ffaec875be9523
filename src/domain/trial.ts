/** Which request of a pull went wrong. */
export type Leg = 'ping' | 'token' | 'manifest' | 'config' | 'layer';

/** Why no HTTP answer came. Names of causes, not texts: the texts differ between Go releases. */
export type TransportCause =
  | 'name-not-found'
  | 'name-not-asked'
  | 'name-server-failure'
  | 'name-timeout'
  | 'name-server-refused'
  | 'refused'
  | 'no-route'
  | 'unreachable'
  | 'dial-timeout'
  | 'reset'
  | 'closed'
  | 'header-timeout'
  | 'tls-plain-http'
  | 'tls-not-tls'
  | 'tls-timeout'
  | 'tls-unknown-authority'
  | 'tls-expired'
  | 'tls-not-yet-valid'
  | 'tls-name-mismatch'
  | 'tls-no-names'
  | 'tls-no-ip-names'
  | 'tls-common-name'
  | 'tls-certificate-required'
  | 'tls-bad-certificate'
  | 'tls-handshake-failure'
  | 'proxy-status'
  | 'proxy-unusable'
  | 'other';

/** What a cause's text needs beside its name. */
export interface CauseDetail {
  /** the connection went to the proxy, not to the host */
  readonly proxy?: boolean;
  /** the proxy's host, where it is not the one of the endpoint (token, blob) */
  readonly proxyHost?: string;
  /** `10.0.0.1:443`; the name server's `10.0.0.53:53` for the name causes */
  readonly address?: string;
  /** the host the request was for, where it is not the endpoint's own (token, blob) */
  readonly host?: string;
  readonly port?: number;
  /** names of the certificate that was presented */
  readonly names?: readonly string[];
  /** status text the proxy gave to CONNECT */
  readonly status?: string;
  /** the engine's own text, where it is known as it is */
  readonly text?: string;
}

/** No HTTP answer. */
export interface TransportFailure {
  readonly kind: 'transport';
  readonly leg: Leg;
  readonly cause: TransportCause;
  readonly detail: CauseDetail;
  /** URL of the request, where it is not the endpoint's own (token, blob, redirects); '': masked */
  readonly url: string | null;
}

/** One of the `errors[]` of a registry's answer. */
export interface RegistryErrorItem {
  readonly code: string;
  readonly message: string;
  /** false where `detail` is missing or null, which the classic store prints differently */
  readonly hasDetail?: boolean;
  /** `detail` where it is a text, which the containerd store adds to the message */
  readonly detail?: string;
}

/** An HTTP answer that is no success. */
export interface HttpFailure {
  readonly kind: 'http';
  readonly leg: Leg;
  readonly status: number;
  /** the registry's `errors[]`; null where the body holds none */
  readonly errors: readonly RegistryErrorItem[] | null;
  readonly contentType: string | null;
  readonly body: string;
  /** only HEAD was asked, so that `errors` and `body` are what they are for want of a body */
  readonly bodyUnknown?: boolean;
  /** `error=` of a Bearer challenge that came with it */
  readonly challengeError: string | null;
  readonly url: string | null;
  /** what was asked for, where it was a blob */
  readonly blob?: { readonly digest: string; readonly mediaType: string };
}

/** A success, of which the engine makes nothing. */
export interface NotManifest {
  readonly kind: 'notManifest';
  readonly mediaType: string;
  readonly digest: string | null;
  /** the header that it needs and that did not come */
  readonly lacks?: string;
}

/**
 * How one endpoint did, in the engine's terms; probes are turned into these, and predictions are
 * computed from them. `unknown` is a value: not asked, or asked with less patience than the
 * engine has.
 */
export type Trial =
  | { readonly kind: 'served' }
  | TransportFailure
  | HttpFailure
  /** success, but what came is no manifest */
  | NotManifest
  /** the challenge wants Basic, and no login is offered */
  | { readonly kind: 'noBasicCredentials' }
  /** a Bearer challenge that names no token server */
  | { readonly kind: 'noRealm' }
  /** the token server's success held no token */
  | { readonly kind: 'noToken' }
  /** the token server's success was no JSON; what it was instead, as far as it is known */
  | { readonly kind: 'notToken'; readonly body: string | null }
  /** the index holds nothing for this platform */
  | { readonly kind: 'noPlatform' }
  /** a blob came, but not all of it, or not the bytes it should be */
  | { readonly kind: 'spoiledBlob'; readonly how: 'cut' | 'altered' }
  | { readonly kind: 'unknown' };

/** What `docker pull` would do. */
export interface Prediction {
  readonly outcome: 'pulled' | 'failed' | 'unknown';
  /** URL of the endpoint that serves the manifest */
  readonly servedBy: string | null;
  /** what follows `Error response from daemon: `; null where it cannot be told word for word */
  readonly error: string | null;
}
