import { randomBytes } from 'node:crypto';
import { type Certificate, type CertificateWishes, certify } from './certificate.ts';
import { type KeyType, keyPair } from './keys.ts';

const DAY = 24 * 3600 * 1000;

/** What may be said about a certificate; whatever is left out gets a sound value. */
export interface IssueWishes extends Partial<CertificateWishes> {
  keyType?: KeyType;
  /** Certificates of the same type and slot share a key. */
  keySlot?: string;
}

/** A certificate authority, and what it can sign. */
export interface Authority {
  name: string;
  certificate: Certificate;
  /** Its own certificate, as a client's trust file holds it. */
  pem: string;
  der: Buffer;
  /** What a server must send along besides its leaf: every intermediate, no root. */
  chain: string;
  issue(wishes: IssueWishes): Certificate;
  /** A further authority signed by this one. */
  intermediate(name: string, wishes?: IssueWishes): Authority;
}

/** A root: self-signed, ten years. Roots of one name and one slot share their key. */
export function rootAuthority(name: string, wishes: IssueWishes = {}): Authority {
  const keys = keyPair(wishes.keyType ?? 'ec', wishes.keySlot ?? `root ${name}`);
  const own = complete({ subject: name, ca: true, ...wishes });
  return authority(certify(own, keys, { subject: name, keys }), '');
}

function authority(certificate: Certificate, chain: string): Authority {
  const issuer = { subject: certificate.subject, keys: certificate.keys };
  return {
    name: certificate.subject,
    certificate,
    pem: certificate.pem,
    der: certificate.der,
    chain,
    issue: (wishes) => certify(complete(wishes), keysOf(wishes), issuer),
    intermediate(name, wishes = {}) {
      const keySlot = `intermediate ${name}`;
      const full = { subject: name, ca: true, keySlot, ...wishes };
      const made = certify(complete(full), keysOf(full), issuer);
      return authority(made, `${made.pem}${chain}`);
    },
  };
}

/** A certificate that only vouches for itself. */
export function selfSigned(wishes: IssueWishes): Certificate {
  const full = complete(wishes);
  const keys = keysOf(wishes);
  return certify(full, keys, { subject: full.subject, keys });
}

const keysOf = (wishes: IssueWishes) => keyPair(wishes.keyType ?? 'ec', wishes.keySlot ?? 'leaf');

function complete(wishes: IssueWishes): CertificateWishes {
  const ca = wishes.ca ?? false;
  return {
    subject: wishes.names?.[0] ?? 'unnamed',
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + (ca ? 3650 : 365) * DAY),
    serial: BigInt(`0x00${randomBytes(15).toString('hex')}`) + 1n,
    hash: 'sha256',
    ...(ca ? {} : { usages: ['serverAuth'] as const satisfies CertificateWishes['usages'] }),
    ...wishes,
  };
}

/** A moment this many days from now; negative is the past. */
export const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);
