import type { Certificate } from './certificate.ts';

export interface SignatureProblem {
  readonly problem: 'mismatch' | 'insecure-signature' | 'not-an-authority' | 'weak-key';
  /** Go's wording */
  readonly text: string;
}

/**
 * Whether `child` is signed by `parent`, as Go sees it; null when it is.
 * @see golang/go src/crypto/x509/x509.go CheckSignatureFrom, checkSignature
 */
export function checkSignature(
  child: Certificate,
  parent: Certificate,
  goMinor: number,
): SignatureProblem | null {
  const constraints = parent.basicConstraints;
  const cannotSign = constraints ? !constraints.ca : parent.version === 3;
  if (cannotSign || parent.mayCertify === false) {
    const text = 'x509: invalid signature: parent certificate cannot sign this kind of certificate';
    return { problem: 'not-an-authority', text };
  }
  const insecure = insecureName(child.signature, goMinor);
  if (insecure) {
    // The escape hatch was there from Go 1.18 to 1.23 (golang/go doc/godebug.md, x509sha1).
    const wayOut =
      insecure.includes('SHA1') && goMinor < 24
        ? ' (temporarily override with GODEBUG=x509sha1=1)'
        : '';
    const text = `x509: cannot verify signature: insecure algorithm ${insecure}${wayOut}`;
    return { problem: 'insecure-signature', text };
  }
  return checkKey(child, parent, goMinor);
}

function checkKey(
  child: Certificate,
  parent: Certificate,
  goMinor: number,
): SignatureProblem | null {
  const key = parent.x509.publicKey;
  const bits = key.asymmetricKeyDetails?.modulusLength;
  // Since Go 1.24 shorter RSA keys are refused (golang/go doc/godebug.md, rsa1024min).
  if (goMinor >= 24 && bits !== undefined && bits < 1024) {
    const text = `crypto/rsa: ${bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`;
    return { problem: 'weak-key', text };
  }
  return child.x509.verify(key)
    ? null
    : { problem: 'mismatch', text: mismatchOf(key.asymmetricKeyType) };
}

function mismatchOf(type: string | undefined): string {
  if (type === 'ec') return 'x509: ECDSA verification failure';
  if (type === 'ed25519') return 'x509: Ed25519 verification failure';
  return 'crypto/rsa: verification error';
}

/** MD5 was never taken; SHA-1 no longer since Go 1.18 (its release notes, crypto/x509). */
function insecureName(oid: string, goMinor: number): string | null {
  const name = insecure[oid];
  if (!name) return null;
  return name.includes('SHA1') && goMinor < 18 ? null : name;
}

const insecure: { readonly [oid: string]: string } = {
  '1.2.840.113549.1.1.2': 'MD2-RSA',
  '1.2.840.113549.1.1.4': 'MD5-RSA',
  '1.2.840.113549.1.1.5': 'SHA1-RSA',
  '1.2.840.10040.4.3': 'DSA-SHA1',
  '1.2.840.10045.4.1': 'ECDSA-SHA1',
};
