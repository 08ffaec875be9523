import { createHash, X509Certificate } from 'node:crypto';
import type { CertificatePem } from '../domain/desired.ts';
import { certificateFields } from '../formats/certificate-der.ts';
import { type DerElement, derAt, derChildren, derOid } from '../formats/der.ts';
import { readCertificates, toPem } from '../formats/pem.ts';

/** A certificate as far as Go's verifier looks at it. */
export interface Certificate {
  /** for signatures, and for names as people read them */
  readonly x509: X509Certificate;
  /** SHA-256 of its bytes, hex */
  readonly fingerprint: string;
  readonly version: number;
  readonly negativeSerial: boolean;
  /** object identifier of the signature algorithm */
  readonly signature: string;
  /** DER in hex: names are compared byte by byte */
  readonly subject: string;
  readonly issuer: string;
  readonly commonName: string;
  /** Unix ms */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly hasSan: boolean;
  readonly dnsNames: readonly string[];
  /** literal addresses */
  readonly ips: readonly string[];
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  /** keyCertSign; null without the extension */
  readonly mayCertify: boolean | null;
  /** extended key usages, object identifiers; null without the extension */
  readonly usages: readonly string[] | null;
  readonly unknownCritical: readonly string[];
  readonly constraints: NameConstraints | null;
}

export interface NameConstraints {
  readonly permittedDns: readonly string[];
  readonly excludedDns: readonly string[];
  /** address and mask, hex */
  readonly permittedIps: readonly string[];
  readonly excludedIps: readonly string[];
}

/** Reads a certificate; null where the bytes are none. */
export function parseCertificate(pemOrDer: string | Uint8Array): Certificate | null {
  try {
    return read(new X509Certificate(pemOrDer));
  } catch {
    // OpenSSL refuses what is no certificate; whoever asked learns that it is none.
    return null;
  }
}

/**
 * Every certificate of a PEM bundle; Go's AppendCertsFromPEM skips what is none. A system's bundle
 * holds some 140 of them, of which a chain needs one or two: each is read when it is asked for
 * more than its subject.
 */
export function parseBundle(pem: string): readonly Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    const der = new Uint8Array(Buffer.from(block.replace(/-----[^-]+-----/g, ''), 'base64'));
    const subject = bodyOf(der)?.[4];
    return subject ? [lazily(der, hex(subject.whole))] : [];
  });
}

/** A certificate whose subject is known, and the rest of which is read on first use. */
function lazily(der: Uint8Array, subject: string): Certificate {
  let known: Certificate | null = null;
  const whole = (): Certificate => {
    known ??= parseCertificate(der) ?? unreadable(der, subject);
    return known;
  };
  const rest = Object.fromEntries(
    certificateKeys.map((key) => [key, { get: () => whole()[key], enumerable: true }]),
  );
  return Object.defineProperties({ subject }, rest) as Certificate;
}

const certificateKeys = [
  'x509',
  'fingerprint',
  'version',
  'negativeSerial',
  'signature',
  'issuer',
  'commonName',
  'notBefore',
  'notAfter',
  'hasSan',
  'dnsNames',
  'ips',
  'basicConstraints',
  'mayCertify',
  'usages',
  'unknownCritical',
  'constraints',
] as const satisfies readonly (keyof Certificate)[];

/** Bytes with a subject and no certificate around it: trusted for nothing, signing for nobody. */
function unreadable(der: Uint8Array, subject: string): Certificate {
  return {
    get x509(): never {
      throw new TypeError('not a certificate');
    },
    fingerprint: sha256(der),
    version: 0,
    negativeSerial: false,
    signature: '',
    subject,
    issuer: '',
    commonName: '(unreadable)',
    notBefore: 0,
    notAfter: 0,
    hasSan: false,
    dnsNames: [],
    ips: [],
    basicConstraints: { ca: false, pathLength: null },
    mayCertify: false,
    usages: null,
    unknownCritical: [],
    constraints: null,
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Certificates as the text of a CA file; null for none. */
export function caFileOf(certificates: readonly Certificate[]): CertificatePem | null {
  const text = toPem(certificates.map(({ x509 }) => new Uint8Array(x509.raw)));
  const found = readCertificates(new TextEncoder().encode(text));
  return found.kind === 'certificates' ? found.pem : null;
}

function read(x509: X509Certificate): Certificate | null {
  const der = new Uint8Array(x509.raw);
  const fields = certificateFields(der);
  const body = bodyOf(der);
  if (!fields || !body) return null;
  const [, , issuer, , subject] = body;
  const constraints = fields.nameConstraints ? extension(body, '2.5.29.30') : null;
  return {
    x509,
    fingerprint: sha256(der),
    version: fields.version,
    negativeSerial: fields.negativeSerial,
    signature: fields.signatureAlgorithm,
    subject: hex(subject?.whole),
    issuer: hex(issuer?.whole),
    commonName: fields.commonName ?? '',
    notBefore: Date.parse(fields.notBefore),
    notAfter: Date.parse(fields.notAfter),
    hasSan: fields.names !== null,
    dnsNames: fields.names?.dns ?? [],
    ips: fields.names?.ips ?? [],
    basicConstraints: fields.basicConstraints,
    mayCertify: fields.keyUsage?.includes(keyCertSign) ?? null,
    usages: fields.extendedKeyUsage,
    unknownCritical: fields.unknownCritical,
    constraints: constraints && nameConstraints(constraints),
  };
}

/** RFC 5280 §4.2.1.3 */
const keyCertSign = 5;

/** serial, algorithm, issuer, validity, subject, … of RFC 5280 §4.1, without the version. */
function bodyOf(der: Uint8Array): readonly DerElement[] | null {
  const outer = derChildren(derAt(der, 0)?.content ?? new Uint8Array());
  const fields = outer?.[0] && derChildren(outer[0].content);
  return fields?.[0]?.tag === 0xa0 ? fields.slice(1) : (fields ?? null);
}

function extension(body: readonly DerElement[], id: string): DerElement | null {
  const wrapper = body.find(({ tag }) => tag === 0xa3);
  const list = wrapper && derAt(wrapper.content, 0);
  for (const entry of childrenOf(list)) {
    const parts = childrenOf(entry);
    const value = parts.at(-1);
    if (parts[0] && value && derOid(parts[0].content) === id) return derAt(value.content, 0);
  }
  return null;
}

function childrenOf(element: DerElement | null | undefined): readonly DerElement[] {
  return (element && derChildren(element.content)) ?? [];
}

/** RFC 5280 §4.2.1.10: context tags 0 permitted and 1 excluded; names 2 DNS and 7 address. */
function nameConstraints(element: DerElement): NameConstraints {
  const lists = childrenOf(element);
  const bases = (list: number, name: number) =>
    childrenOf(lists.find(({ tag }) => tag === list))
      .map((subtree) => childrenOf(subtree)[0])
      .flatMap((base) => (base?.tag === name ? [base.content] : []));
  const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
  return {
    permittedDns: bases(0xa0, 0x82).map(text),
    excludedDns: bases(0xa1, 0x82).map(text),
    permittedIps: bases(0xa0, 0x87).map(hex),
    excludedIps: bases(0xa1, 0x87).map(hex),
  };
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex');
}
