import type { TrustSource } from './route.ts';
import type { EngineView, FileKeys, TrustFile } from './view.ts';
import { trustWords } from './words-trust.ts';

/** The bundle every engine starts from; nothing when none was found. */
export function systemSources(view: EngineView): readonly TrustSource[] {
  if (!view.systemTrust) return [];
  const { path, pem } = view.systemTrust;
  return [{ kind: 'system', path, pem, problem: null }];
}

/** The certificates of a file as PEM; null when there are none that Go would take. */
export function certificatesOf(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  const blocks = pemBlocks(bytes).filter((block) => block.label === 'CERTIFICATE');
  return blocks.length === 0 ? null : `${blocks.map((block) => block.text).join('\n')}\n`;
}

/**
 * Why `tls.X509KeyPair` would refuse a certificate and its key; null where it takes them, or they
 * could not be read.
 * @see golang/go src/crypto/tls/tls.go X509KeyPair; measured on 20.10, 26.1 and 28.5
 */
export function keyPairProblem(certificate: TrustFile, key: TrustFile): string | null {
  if (!certificate.bytes || !key.bytes) return null;
  return formProblem(certificate.bytes, key.bytes) ?? misfit(certificate.keys, key.keys);
}

function formProblem(certificate: Uint8Array, key: Uint8Array): string | null {
  const certificates = pemBlocks(certificate).map((block) => block.label);
  if (!certificates.includes('CERTIFICATE')) return missingCertificate(certificates);
  const keys = pemBlocks(key).map((block) => block.label);
  if (keys.some(isKeyLabel)) return null;
  if (keys.length === 0) return 'tls: failed to find any PEM data in key input';
  if (keys.length === 1 && keys[0] === 'CERTIFICATE') {
    return 'tls: found a certificate rather than a key in the PEM for the private key';
  }
  return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${keys.join(' ')}]`;
}

/** What follows `failed to parse private key` tells of ASN.1, and of nothing else. */
function misfit(certificate: FileKeys | undefined, key: FileKeys | undefined): string | null {
  const certified = certificate?.certified ?? null;
  const held = key?.held ?? null;
  if (certified === 'unreadable' || certified === null || held === null) return null;
  if (held === 'encrypted' || held === 'unreadable') return 'tls: failed to parse private key';
  if (certified.type !== held.type) return 'tls: private key type does not match public key type';
  return certified.sha256 === held.sha256 ? null : 'tls: private key does not match public key';
}

/** A file of a trust directory that no engine reads, with the reason; null for the ones that are. */
export function ignoredFile(file: TrustFile): TrustSource | null {
  if (/\.(crt|cert|key)$/.test(file.name) || file.name === 'hosts.toml') return null;
  const problem = trustWords.ignoredName(file.name);
  return { kind: 'file', path: file.path, pem: null, problem };
}

/** A `.crt` that reads as PEM, or what keeps it from adding anything. */
export function caSource(file: TrustFile): TrustSource {
  const pem = certificatesOf(file.bytes);
  const problem = pem === null ? trustWords.notPem(file.name) : null;
  return { kind: 'file', path: file.path, pem, problem };
}

/** Names in the order in which `os.ReadDir` yields them. */
export function inReadOrder(files: readonly TrustFile[]): readonly TrustFile[] {
  return [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function missingCertificate(labels: readonly string[]): string {
  if (labels.length === 0) return 'tls: failed to find any PEM data in certificate input';
  if (labels.length === 1 && isKeyLabel(labels[0] ?? '')) {
    return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
  }
  return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${labels.join(' ')}]`;
}

function isKeyLabel(label: string): boolean {
  return label === 'PRIVATE KEY' || label.endsWith(' PRIVATE KEY');
}

/** Blocks as encoding/pem finds them: begin and end on lines of their own, base64 between. */
function pemBlocks(bytes: Uint8Array): readonly { label: string; text: string }[] {
  // A byte order mark is no line of its own: Go does not see what begins behind it.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const blocks =
    /(?:^|\n)(-----BEGIN ([^\n-]*)-----[ \t\r]*\n(?:[A-Za-z0-9-]+:[^\n]*\n|[ \t\r]*\n|[A-Za-z0-9+/= \t\r]+\n)*-----END \2-----)/g;
  return [...text.matchAll(blocks)].map(([, block = '', label = '']) => ({
    label,
    text: block.replaceAll('\r', ''),
  }));
}
