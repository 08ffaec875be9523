import type { HostFacts } from '../domain/facts.ts';
import { textOf } from './text.ts';

/** Where Go looks for the system's CA bundle on Linux: the first that exists (go src/crypto/x509/root_linux.go). */
export const systemBundlePaths: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * The bundle the engine's process would load. `SSL_CERT_FILE` in its environment takes the place
 * of the list (go src/crypto/x509/root_unix.go).
 * @returns null when there is none, or it was not gathered
 */
export function systemBundle(
  facts: Pick<HostFacts, 'files' | 'unit' | 'process'>,
): { readonly path: string; readonly pem: string } | null {
  const own =
    facts.process?.environment?.SSL_CERT_FILE ??
    facts.unit?.environment.findLast((entry) => entry.name === 'SSL_CERT_FILE')?.value;
  for (const path of own ? [own] : systemBundlePaths) {
    const pem = textOf(facts, path);
    if (pem !== null) return { path, pem };
  }
  return null;
}
