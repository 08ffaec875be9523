import type { Outcome } from '../domain/outcome.ts';
import type { Endpoint } from '../domain/route.ts';
import type { DnsType } from './dns-message.ts';
import type { ProxyScheme } from './sniff-proxy.ts';

/**
 * What the probes bring home: evidence, serialisable, without judgement and without secrets.
 * URLs are masked, bodies are excerpts, certificates are PEM.
 */

/** One question to one name server. */
export interface NameserverSeen {
  readonly server: string;
  readonly name: string;
  readonly type: DnsType;
  readonly transport: 'udp' | 'tcp';
  /** `ok`, `empty`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, `RCODE_n`, or the network's code */
  readonly answer: string;
  readonly addresses: readonly string[];
  readonly ms: number;
}

export interface DnsSeen {
  readonly name: string;
  readonly via: 'literal' | 'hosts' | 'dns';
  /** the name that had an answer, after the search list */
  readonly answered: string;
  /** in the order in which Go would dial them */
  readonly addresses: readonly string[];
}

export interface DialSeen {
  readonly address: string;
  readonly family: 4 | 6;
  /** `ok`, or the network's code */
  readonly answer: string;
  readonly ms: number;
}

export interface TcpSeen {
  readonly address: string;
  readonly port: number;
}

export interface ProxySeen {
  /** masked URL of the proxy */
  readonly proxy: string;
  readonly protocol: 'connect' | 'socks5' | 'absolute-form';
  /** the proxy's answer to CONNECT, or the SOCKS reply code; null where nothing is asked */
  readonly status: number | null;
  readonly reason: string;
  /** authentication schemes the proxy offers with a 407 */
  readonly schemes: readonly string[];
  readonly sentCredentials: boolean;
}

export interface TlsSeen {
  readonly protocol: string;
  readonly cipher: string;
  readonly chain: readonly string[];
  readonly sentClientCertificate: boolean;
}

/** What else a port speaks that does not speak TLS as the engine does. */
export interface SniffSeen {
  /** the first line of a plain HTTP answer; null when there was none */
  readonly plainHttp: string | null;
  /** what a client that accepts anything negotiated; null when even that failed */
  readonly oldTls: {
    readonly protocol: string;
    readonly cipher: string;
    /** the kind of the presented certificate's key, where Go has no signatures for it */
    readonly foreignKey?: string;
  } | null;
}

export interface RegistryError {
  readonly code: string;
  readonly message: string;
  /** `detail` is neither missing nor null */
  readonly hasDetail?: boolean;
  /** `detail`, where it is a text */
  readonly detail?: string;
}

export interface Challenge {
  /** lower case: `bearer`, `basic` */
  readonly scheme: string;
  readonly parameters: { readonly [name: string]: string };
}

/** One HTTP answer, bounded and masked. */
export interface HttpSeen {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** only headers that a check reads; lower-case names */
  readonly headers: { readonly [name: string]: string };
  readonly challenges: readonly Challenge[];
  readonly errors: readonly RegistryError[];
  /** title of an HTML page, or null */
  readonly page: string | null;
  readonly excerpt: string;
  readonly size: number;
  readonly truncated: boolean;
  /** our clock when the answer had come, Unix ms */
  readonly at: number;
}

export interface TokenSeen extends HttpSeen {
  readonly realm: string;
  readonly service: string | null;
  readonly scope: readonly string[];
  readonly hasToken: boolean;
  /** the user's login went with the question; absent: it was asked anonymously */
  readonly withLogin?: true;
  /** why the engine cannot read the answer: `json`, or the field of the wrong type */
  readonly unreadable?: string;
  readonly expiresIn: number | null;
}

export interface ManifestSeen extends HttpSeen {
  readonly mediaType: string;
  /** as the server says */
  readonly digest: string | null;
  /** as the bytes say; null after HEAD */
  readonly contentDigest: string | null;
  /** false: a body came that is no JSON, or too large to be a manifest; null after HEAD */
  readonly isJson: boolean | null;
}

export interface RedirectSeen {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

export interface BlobSeen extends HttpSeen {
  readonly digest: string;
  /** of the bytes that came; null unless the whole blob was asked for */
  readonly contentDigest: string | null;
  readonly redirects: readonly RedirectSeen[];
  /** host that finally answered */
  readonly servedBy: string;
  readonly bytes: number;
}

/** A port beside the one that was wanted. */
export interface DoorSeen {
  readonly port: number;
  /** `ok`, or the network's code */
  readonly answer: string;
}

/** Everything seen on the way to one `host:port`. */
export interface HopSeen {
  readonly role: 'registry' | 'token' | 'blob';
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly port: number;
  /** masked; null when direct */
  readonly proxy: string | null;
  readonly asked: readonly NameserverSeen[];
  readonly dials: readonly DialSeen[];
  readonly dns: Outcome<DnsSeen>;
  /** where /etc/hosts decided and the hop failed: what the name servers would have said */
  readonly byServers: readonly string[] | null;
  readonly tcp: Outcome<TcpSeen>;
  /** other ports of the host, tried where the connection failed */
  readonly doors?: readonly DoorSeen[];
  /** which interface the kernel would use, asked where the connection failed */
  readonly source: { readonly address: string; readonly device: string | null } | null;
  readonly tunnel: Outcome<ProxySeen>;
  /** how a proxy answers that does not as its URL says; null: in no known way */
  readonly proxySpeaks?: ProxyScheme | null;
  /** TLS to the proxy itself; null unless its URL says https */
  readonly proxyTls: Outcome<TlsSeen> | null;
  readonly proxyVerdict: TrustVerdict | null;
  readonly tls: Outcome<TlsSeen>;
  /** what the engine would say of the presented chain; null when none was presented */
  readonly verdict: TrustVerdict | null;
  readonly sniff: SniffSeen | null;
  /** the server's clock, asked for where a certificate's dates do not fit ours; Unix ms */
  readonly date: { readonly server: number; readonly at: number } | null;
}

/** A manifest of which the engine makes no image, and by what it shows. */
export interface Unfit {
  readonly kind: 'label' | 'schema1' | 'artifact' | 'header';
  /** the Content-Type, the media type of the config, or the header that is missing */
  readonly type: string;
}

/** One endpoint, walked as far as it went. */
export interface WalkSeen {
  /** canonical name; for a bare host, the host */
  readonly image: string;
  /** false when only a host was asked for */
  readonly hasImage: boolean;
  /** our clock when the walk began, Unix ms: what certificates were judged against */
  readonly begunAt: number;
  readonly endpoint: Endpoint;
  /** the endpoint's own hop first, then token and blob hosts */
  readonly hops: readonly HopSeen[];
  readonly v2: Outcome<HttpSeen>;
  readonly token: Outcome<TokenSeen>;
  /** HEAD, or the GET that showed why HEAD failed, or the GET that failed behind a good HEAD */
  readonly manifest: Outcome<ManifestSeen>;
  /** the manifest's HEAD was answered well, and its GET, or that of an index's image, was not */
  readonly behindHead?: true;
  /** it came, and is none of an image that this engine pulls */
  readonly unfit?: Unfit;
  /** the manifest's bytes; never asked for on Docker Hub */
  readonly content: Outcome<ManifestSeen>;
  /** false: the index has nothing for this platform; null: not looked at */
  readonly platform: boolean | null;
  /** the shell asks for another platform than the machine's, and nobody looked whether it is there */
  readonly platformUnseen?: true;
  /** what a mirror that refused answers under `docker.io/…`; null when not asked */
  readonly prefixed: number | null;
  /** refused without the login, or the headers of hosts.toml, that only the engine would send here */
  readonly withheld?: true;
  readonly blob: Outcome<BlobSeen>;
  /** an upload begun and cancelled; absent where nobody asked for it */
  readonly push?: Outcome<HttpSeen>;
}

export type TrustProblem =
  | 'unknown-authority'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'no-names'
  | 'no-ip-names'
  | 'common-name-only'
  | 'wrong-usage'
  | 'not-an-authority'
  | 'too-many-intermediates'
  | 'name-constraint'
  | 'insecure-signature'
  | 'weak-key'
  | 'negative-serial'
  | 'malformed';

export interface TrustVerdict {
  readonly ok: boolean;
  /** false: the policy accepts any certificate */
  readonly verified: boolean;
  readonly problem: TrustProblem | null;
  /** subject of the certificate the problem is about */
  readonly subject: string;
  /** values for words: names, dates, algorithms */
  readonly detail: { readonly [name: string]: string };
  /** Go's own wording for this engine, as the user sees it */
  readonly engineText: string;
}
