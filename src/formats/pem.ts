import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { CertificatePem } from '../domain/desired.ts';
import type { Said } from '../domain/said.ts';
import { Secret } from '../domain/secret.ts';
import { derAt, derChildren } from './der.ts';
import { type PemBlock, pemBlocks, readableText } from './pem/blocks.ts';
import { words } from './words.ts';

/** Certificates found in whatever form they came in, or why there are none. */
export type ReadCertificates =
  | {
      readonly kind: 'certificates';
      /** all of them, PEM with LF, nothing else: what every engine reads */
      readonly pem: CertificatePem;
      readonly ders: readonly Uint8Array[];
      /** a private key stood beside them; it is not part of `pem` */
      readonly hadKey: boolean;
    }
  | { readonly kind: 'unusable'; readonly line: number | null; readonly reason: Said };

/**
 * Reads certificates from PEM, DER, bare base64 or PKCS#7, with CRLF, a byte-order mark or text
 * around them, and normalises them: engines read PEM only, and say nothing of other files
 * (measured on 20.10 and 28.5).
 */
export function readCertificates(bytes: Uint8Array): ReadCertificates {
  if (bytes.every((byte) => byte <= 0x20)) return unusable(words.emptyCertificate());
  const binary = derCertificates(bytes);
  if (binary) return found(binary, false);
  const text = readableText(bytes);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) return unusable(words.htmlCertificate());
  const blocks = pemBlocks(text);
  if (blocks.length === 0) return withoutArmour(bytes, text);
  const broken = blocks.find((block) => block.der === null);
  if (broken) return unusable(words.brokenPem(broken.label, broken.line), broken.line);
  const ders = blocks.flatMap(certificatesOf);
  const hadKey = blocks.some((block) => block.label.endsWith('PRIVATE KEY'));
  return ders.length > 0
    ? found(ders, hadKey)
    : unusable(otherContent(blocks), blocks[0]?.line ?? null);
}

/** Writes DER as PEM: 64 columns, LF. */
export function toPem(ders: readonly Uint8Array[], label = 'CERTIFICATE'): string {
  return ders
    .map((der) => {
      const lines =
        Buffer.from(der)
          .toString('base64')
          .match(/.{1,64}/g) ?? [];
      return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
    })
    .join('');
}

/** Reads a private key for a client certificate; Go reads no encrypted ones. */
export function readPrivateKey(
  bytes: Uint8Array,
): { readonly key: Secret } | { readonly reason: Said } {
  const text = readableText(bytes);
  const block = pemBlocks(text).find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!block) return { reason: words.noKey() };
  if (block.label.startsWith('ENCRYPTED') || block.encrypted)
    return { reason: words.encryptedKey() };
  if (!block.der) return { reason: words.brokenPem(block.label, block.line) };
  return { key: new Secret(toPem([block.der], block.label)) };
}

/** Whether a key belongs to the first certificate of a bundle. */
export function keyBelongsTo(key: Secret, certificates: CertificatePem): boolean {
  try {
    return new X509Certificate(certificates).checkPrivateKey(createPrivateKey(key.reveal()));
  } catch {
    return false;
  }
}

function found(ders: readonly Uint8Array[], hadKey: boolean): ReadCertificates {
  const damaged = ders.findIndex((der) => !isCertificate(der));
  if (damaged >= 0) return unusable(words.damagedCertificate(damaged + 1, ders.length));
  return { kind: 'certificates', pem: toPem(ders) as CertificatePem, ders, hadKey };
}

function unusable(reason: Said, line: number | null = null): ReadCertificates {
  return { kind: 'unusable', line, reason };
}

function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(der).raw.length === der.length;
  } catch {
    return false;
  }
}

/** DER as it is: one certificate, or a PKCS#7 bundle of them. */
function derCertificates(bytes: Uint8Array): Uint8Array[] | null {
  const element = derAt(bytes, 0);
  if (element?.tag !== 0x30) return null;
  const bundle = pkcs7Certificates(element.whole);
  if (bundle) return bundle;
  const parts = derChildren(element.content);
  return parts?.length === 3 && parts[0]?.tag === 0x30 ? [element.whole] : null;
}

/** The certificates of a SignedData without signatures (`.p7b`). Source: RFC 2315, 9.1. */
function pkcs7Certificates(der: Uint8Array): Uint8Array[] | null {
  const [type, content] = derChildren(derAt(der, 0)?.content ?? new Uint8Array(0)) ?? [];
  if (type?.tag !== 0x06 || content?.tag !== 0xa0) return null;
  const signed = derChildren(derAt(content.content, 0)?.content ?? new Uint8Array(0)) ?? [];
  const set = signed.find((part) => part.tag === 0xa0);
  return set ? (derChildren(set.content) ?? []).map((part) => part.whole) : null;
}

function certificatesOf({ label, der }: PemBlock): Uint8Array[] {
  if (!der) return [];
  if (label === 'CERTIFICATE' || label === 'X509 CERTIFICATE') return [der];
  // OpenSSL appends its own trust settings to the certificate in this form.
  if (label === 'TRUSTED CERTIFICATE') return [derAt(der, 0)?.whole ?? der];
  return label === 'PKCS7' || label === 'CMS' ? (pkcs7Certificates(der) ?? []) : [];
}

/** Base64 that lost its BEGIN and END lines, or no certificate at all. */
function withoutArmour(bytes: Uint8Array, text: string): ReadCertificates {
  const bare = text.replace(/\s/g, '');
  if (/^MI[A-Za-z0-9+/]{60,}=*$/.test(bare)) {
    const ders = derCertificates(new Uint8Array(Buffer.from(bare, 'base64')));
    if (ders) return found(ders, false);
  }
  const [version] = derChildren(derAt(bytes, 0)?.content ?? new Uint8Array(0)) ?? [];
  if (version?.tag === 0x02 && version.content[0] === 3) return unusable(words.pkcs12());
  return unusable(words.noCertificate());
}

function otherContent(blocks: readonly PemBlock[]): Said {
  const labels = blocks.map(({ label }) => label);
  if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return words.keyInsteadOfCertificate();
  if (labels.some((label) => label.endsWith('CERTIFICATE REQUEST'))) return words.requestInstead();
  return words.otherPem(labels[0] ?? '');
}
