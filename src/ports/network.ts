import type { Outcome } from '../domain/outcome.ts';

/** A literal address; never a name. IPv6 without brackets. */
export interface Address {
  readonly address: string;
  readonly port: number;
}

/** How long a step may take, and the signal that ends everything earlier. */
export interface Wait {
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * An open byte stream: a TCP connection, or TLS on top of one. Whoever layers something over a
 * wire (a tunnel, TLS, HTTP) owns it from then on.
 */
export interface Wire {
  readonly remote: Address;
  /** false once either side has closed it */
  readonly open: boolean;
  /** code of the error that ended it, such as an alert the peer sent; null while there is none */
  readonly trouble: string | null;
  write(bytes: Uint8Array): void;
  /** the next bytes that arrive; saw(null) at the end of the stream */
  read(wait: Wait): Promise<Outcome<Uint8Array | null>>;
  /** gives bytes back that were read too far */
  unread(bytes: Uint8Array): void;
  close(): void;
  /** for the adapter that carries HTTP over it; nobody else looks inside */
  readonly handle: unknown;
}

/** What a TLS handshake showed, with nothing verified. */
export interface TlsSession {
  readonly wire: Wire;
  /** `TLSv1.3` */
  readonly protocol: string;
  readonly cipher: string;
  /** certificates as presented, leaf first, PEM */
  readonly chain: readonly string[];
}

/**
 * `engine`: what Docker's own settings allow, in the classic store; `old-engine`: the same with the
 * CBC that they had before 29.0. `go`: what Go allows
 * where they are not used, in the containerd store. `old-go`: the same with key exchange by RSA.
 * `anything`: whatever the peer speaks, to name what it is.
 */
export type TlsOffer = 'engine' | 'old-engine' | 'go' | 'old-go' | 'anything';

export interface TlsHello {
  /** null for literal addresses, which send no server name (RFC 6066 §3) */
  readonly serverName: string | null;
  readonly offer: TlsOffer;
  /** with a key exchange against quantum computers before the usual ones */
  readonly quantumSafe?: boolean;
  readonly client: { readonly certificate: string; readonly key: string } | null;
}

/** Where the kernel would send packets for an address from. */
export interface Source {
  readonly address: string;
  /** the interface that owns it; null when it could not be told */
  readonly device: string | null;
}

/**
 * The network, one step at a time. Trouble is an outcome with a short stable code: `DEADLINE`
 * when the step's own time ran out, the system's code (`ECONNREFUSED`), or OpenSSL's reason code
 * (`ERR_SSL_…`); skipped(`budget`) when the signal ended it. Nothing here throws for it.
 */
export interface Network {
  dial(to: Address, wait: Wait): Promise<Outcome<Wire>>;
  /** one datagram out, the first one that comes back */
  datagram(to: Address, bytes: Uint8Array, wait: Wait): Promise<Outcome<Uint8Array>>;
  secure(wire: Wire, hello: TlsHello, wait: Wait): Promise<Outcome<TlsSession>>;
  /** asks the routing table; sends nothing */
  source(to: Address): Promise<Outcome<Source>>;
}
