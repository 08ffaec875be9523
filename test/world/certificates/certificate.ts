import { createHash, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { bits, context, integer, nothing, oid, sequence, set, time, utf8 } from './der.ts';
import { type ExtensionWishes, extensions } from './extensions.ts';
import type { KeyPair } from './keys.ts';

export type SignatureHash = 'sha1' | 'sha256' | 'sha384';

/** Everything a certificate says; nothing here is checked, so that bad ones can be made. */
export interface CertificateWishes extends ExtensionWishes {
  /** The subject's common name. */
  subject: string;
  notBefore: Date;
  notAfter: Date;
  serial: bigint;
  hash: SignatureHash;
}

/** A certificate with its key, in the forms that servers, clients and files want. */
export interface Certificate {
  subject: string;
  pem: string;
  der: Buffer;
  keyPem: string;
  keys: KeyPair;
  /** SHA-256, in node's spelling: `AB:CD:…`. */
  fingerprint256: string;
}

/** Whoever signs: a subject's name and its key. */
export interface Issuer {
  subject: string;
  keys: KeyPair;
}

/** Signs a certificate for `keys`; pass the subject itself as issuer for a self-signed one. */
export function certify(wishes: CertificateWishes, keys: KeyPair, issuer: Issuer): Certificate {
  const algorithm = signatureAlgorithm(issuer.keys.privateKey, wishes.hash);
  const body = toBeSigned({ wishes, keys, issuer, algorithm });
  const signature = sign(wishes.hash, body, issuer.keys.privateKey);
  const der = sequence(body, algorithm, bits(signature));
  return {
    subject: wishes.subject,
    der,
    pem: pemOf(der),
    keyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keys,
    fingerprint256: new X509Certificate(der).fingerprint256,
  };
}

interface Unsigned {
  wishes: CertificateWishes;
  keys: KeyPair;
  issuer: Issuer;
  algorithm: Buffer;
}

function toBeSigned({ wishes, keys, issuer, algorithm }: Unsigned): Buffer {
  const spki = spkiOf(keys.publicKey);
  const wanted = extensions(wishes, {
    own: keyId(spki),
    issuer: keyId(spkiOf(issuer.keys.publicKey)),
  });
  return sequence(
    context(0, integer(2n)),
    integer(wishes.serial),
    algorithm,
    commonName(issuer.subject),
    sequence(time(wishes.notBefore), time(wishes.notAfter)),
    commonName(wishes.subject),
    spki,
    context(3, wanted),
  );
}

const commonName = (name: string) => sequence(set(sequence(oid('2.5.4.3'), utf8(name))));
const spkiOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });
const keyId = (spki: Uint8Array) => createHash('sha1').update(spki).digest();

const SIGNATURES: Record<string, Record<SignatureHash, string>> = {
  ec: {
    sha1: '1.2.840.10045.4.1',
    sha256: '1.2.840.10045.4.3.2',
    sha384: '1.2.840.10045.4.3.3',
  },
  rsa: {
    sha1: '1.2.840.113549.1.1.5',
    sha256: '1.2.840.113549.1.1.11',
    sha384: '1.2.840.113549.1.1.12',
  },
};

function signatureAlgorithm(key: KeyObject, hash: SignatureHash): Buffer {
  const type = key.asymmetricKeyType ?? '';
  const identifier = SIGNATURES[type]?.[hash];
  if (!identifier) throw new Error(`cannot sign with a ${type} key`);
  // RFC 3279: RSA carries an explicit NULL, ECDSA carries nothing.
  return type === 'rsa' ? sequence(oid(identifier), nothing()) : sequence(oid(identifier));
}

/** Wraps DER in PEM armour. */
export function pemOf(der: Buffer, label = 'CERTIFICATE'): string {
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
