import type { TlsOptions as NodeTlsOptions } from 'node:tls';
import {
  type Authority,
  daysFromNow,
  type IssueWishes,
  rootAuthority,
  selfSigned,
} from './authority.ts';

/** How a server presents itself in the TLS handshake. */
export interface TlsOptions {
  kind: TlsKind;
  /** Who signs; the world's own root unless said. */
  authority?: Authority;
  /** Names in the certificate besides the server's own. */
  names?: string[];
}

export type TlsKind =
  | 'none'
  | 'private-ca'
  | 'intermediate'
  | 'missing-intermediate'
  | 'expired-intermediate'
  | 'issuer-not-a-ca'
  | 'stale-root'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'cn-only'
  | 'no-ip'
  | 'wrong-usage'
  | 'negative-serial'
  | 'self-signed'
  | 'sha1'
  | 'weak-key'
  | 'client-certificate'
  | 'tls-1.1-only'
  | 'old-ciphers-only'
  | 'cbc-only'
  | 'pss-key'
  | 'stall';

/** Whom a server is known as, and who vouches for it. */
export interface Identity {
  names: string[];
  ips: string[];
  authority: Authority;
  /** Whose client certificates are welcome. */
  clients: Authority;
}

/** The options node's TLS server needs to present itself this way. */
export function present(kind: TlsKind, identity: Identity): NodeTlsOptions {
  return { ALPNProtocols: ['http/1.1'], ...PRESENTATIONS[kind](identity) };
}

/** OpenSSL refuses to serve SHA-1, short keys and old protocols above this level. */
const LENIENT = 'DEFAULT@SECLEVEL=0';

const PRESENTATIONS: Record<TlsKind, (identity: Identity) => NodeTlsOptions> = {
  none: (identity) => leaf(identity),
  stall: (identity) => leaf(identity),
  'private-ca': (identity) => leaf(identity),
  intermediate: (identity) => leaf(below(identity, {})),
  'missing-intermediate': (identity) => ({ ...leaf(below(identity, {}), {}, 'no chain') }),
  'expired-intermediate': (identity) => leaf(below(identity, past())),
  'issuer-not-a-ca': (identity) => leaf(below(identity, { ca: false })),
  // The right name on the wrong key: what a client sees whose installed root was re-made since.
  'stale-root': (identity) =>
    leaf({ ...identity, authority: rootAuthority(identity.authority.name, { keySlot: 'stale' }) }),
  expired: (identity) => leaf(identity, past()),
  'not-yet-valid': (identity) => leaf(identity, { notBefore: daysFromNow(30) }),
  'wrong-name': (identity) => leaf(identity, { names: ['elsewhere.example'], ips: [] }),
  'cn-only': (identity) =>
    leaf(identity, { subject: identity.names[0] ?? 'unnamed', names: [], ips: [] }),
  'no-ip': (identity) => leaf(identity, { ips: [] }),
  'wrong-usage': (identity) => leaf(identity, { usages: ['clientAuth'] }),
  'negative-serial': (identity) => leaf(identity, { serial: -4711n }),
  'self-signed': (identity) => own(identity),
  sha1: (identity) => ({ ...leaf(identity, { hash: 'sha1' }), ciphers: LENIENT }),
  'weak-key': (identity) => ({ ...leaf(identity, { keyType: 'rsa-1024' }), ciphers: LENIENT }),
  'client-certificate': (identity) => ({
    ...leaf(identity),
    requestCert: true,
    rejectUnauthorized: true,
    ca: identity.clients.pem,
  }),
  'tls-1.1-only': (identity) => ({
    ...leaf(identity),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: LENIENT,
  }),
  // What Go took for long, and Docker's own list until go-connections 0.6.0.
  'cbc-only': (identity) => ({
    ...leaf(identity, { keyType: 'rsa' }),
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-RSA-AES256-SHA:@SECLEVEL=0',
  }),
  'pss-key': (identity) => leaf(identity, { keyType: 'rsa-pss' }),
  // RSA key exchange without forward secrecy: Go's TLS client and Docker's own list refuse these.
  'old-ciphers-only': (identity) => ({
    ...leaf(identity, { keyType: 'rsa' }),
    maxVersion: 'TLSv1.2',
    ciphers: 'AES128-SHA:AES256-SHA:@SECLEVEL=0',
  }),
};

const past = (): IssueWishes => ({ notBefore: daysFromNow(-90), notAfter: daysFromNow(-7) });

const below = (identity: Identity, wishes: IssueWishes): Identity => ({
  ...identity,
  authority: identity.authority.intermediate(`${identity.authority.name} Issuing`, wishes),
});

function leaf(identity: Identity, wishes: IssueWishes = {}, chain?: 'no chain'): NodeTlsOptions {
  const { names, ips, authority } = identity;
  const made = authority.issue({ names, ips, ...wishes });
  return { key: made.keyPem, cert: chain ? made.pem : `${made.pem}${authority.chain}` };
}

function own({ names, ips }: Identity): NodeTlsOptions {
  const made = selfSigned({ names, ips, subject: names[0] ?? 'unnamed' });
  return { key: made.keyPem, cert: made.pem };
}
