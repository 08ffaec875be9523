import { X509Certificate } from 'node:crypto';
import { type CertificateFields, certificateFields } from './certificate-der.ts';

/** A certificate as people and checks want to know it. */
export interface CertificateFacts extends CertificateFields {
  /** `CN=harbor.example, O=Example` */
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  /** colon-separated hex: what `openssl x509 -fingerprint -sha256` prints */
  readonly sha256: string;
  readonly isCa: boolean;
  /** issued by itself, and its own key signed it */
  readonly selfSigned: boolean;
}

/** Describes one certificate (DER); null where the bytes are none. */
export function describeCertificate(der: Uint8Array): CertificateFacts | null {
  const fields = certificateFields(der);
  if (!fields) return null;
  try {
    const certificate = new X509Certificate(der);
    return {
      ...fields,
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      serial: certificate.serialNumber,
      sha256: certificate.fingerprint256,
      isCa: certificate.ca,
      selfSigned: certificate.checkIssued(certificate) && isSignedBy(certificate, certificate),
    };
  } catch {
    return null;
  }
}

/** Whether a certificate was issued and signed by another (both DER). */
export function isIssuedBy(der: Uint8Array, issuer: Uint8Array): boolean {
  try {
    const [child, parent] = [new X509Certificate(der), new X509Certificate(issuer)];
    return child.checkIssued(parent) && isSignedBy(child, parent);
  } catch {
    return false;
  }
}

function isSignedBy(child: X509Certificate, parent: X509Certificate): boolean {
  return child.verify(parent.publicKey);
}

/** OpenSSL writes one attribute to a line. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
