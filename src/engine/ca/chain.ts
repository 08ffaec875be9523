import type { CertificatePem } from '../../domain/desired.ts';
import {
  type CertificateFacts,
  describeCertificate,
  isIssuedBy,
} from '../../formats/certificate.ts';
import { readCertificates } from '../../formats/pem.ts';

/** One certificate that a server presented. */
export interface PresentedCertificate {
  readonly role: 'root' | 'intermediate' | 'server';
  readonly facts: CertificateFacts;
  readonly pem: CertificatePem;
  readonly der: Uint8Array;
}

/** Describes a chain, leaf first; what is no certificate is left out. */
export function presentedOf(chain: readonly string[]): readonly PresentedCertificate[] {
  return chain.flatMap((pem, index): PresentedCertificate[] => {
    const found = readCertificates(new TextEncoder().encode(pem));
    const der = found.kind === 'certificates' ? found.ders[0] : undefined;
    const facts = der && describeCertificate(der);
    if (found.kind !== 'certificates' || !der || !facts) return [];
    return [{ role: roleOf(facts, index), facts, pem: found.pem, der }];
  });
}

function roleOf(facts: CertificateFacts, index: number): PresentedCertificate['role'] {
  // OpenSSL calls only authorities self-signed; Go trusts a server's own certificate as well.
  if (facts.selfSigned || facts.subject === facts.issuer) return 'root';
  return index === 0 && !facts.isCa ? 'server' : 'intermediate';
}

/**
 * The certificate to trust for a chain to be trusted: its root; else the authority that no other
 * one presented issued, which Go takes as an anchor just as well (crypto/x509 verify.go). A leaf
 * alone is none: it is replaced every few months.
 */
export function anchorOf(chain: readonly PresentedCertificate[]): PresentedCertificate | null {
  const authorities = chain.filter(({ facts, role }) => facts.isCa || role === 'root');
  const root = authorities.findLast(({ role }) => role === 'root');
  const top = authorities.find(
    ({ der }) => !authorities.some((other) => other.der !== der && isIssuedBy(der, other.der)),
  );
  return root ?? top ?? null;
}

/**
 * A SHA-256 as people paste it: with colons or without, `SHA256 Fingerprint=…` or `sha256:…`
 * before it, in either case.
 * @returns colon-separated upper case, as openssl prints it; null when it is none
 */
export function readFingerprint(text: string): string | null {
  const bare = text
    .replace(/^.*=/, '')
    .replace(/^sha-?256:/i, '')
    .replace(/[:\s]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(bare)) return null;
  return (bare.toUpperCase().match(/../g) ?? []).join(':');
}
