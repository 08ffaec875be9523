import type { EngineView } from '../domain/view.ts';
import { type Certificate, parseBundle, parseCertificate } from '../probes/certificate.ts';
import { verifyChain } from '../probes/go-verify.ts';
import type { CertificateSight } from './certificate-sights.ts';

/** A file on this host that holds what would make the engine accept a chain. */
export interface TrustFix {
  readonly directory: string;
  readonly name: string;
  readonly path: string;
  readonly certificates: readonly Certificate[];
}

/**
 * Files in the trust directories that would make the engine accept a presented chain, whether or
 * not it reads them for this host.
 */
export function trustFixes(
  sight: CertificateSight,
  view: EngineView,
  options: { readonly now: number; readonly goMinor: number },
): readonly TrustFix[] {
  const { chain, hop } = sight;
  return [...view.trustDirectories].flatMap(([directory, files]) =>
    files.flatMap(({ name, path, bytes }) => {
      const certificates = bytes === null || /\.key$/.test(name) ? [] : certificatesIn(bytes);
      if (certificates.length === 0) return [];
      const verdict = verifyChain(chain, certificates, { host: hop.host, ...options });
      return verdict.ok ? [{ directory, name, path, certificates }] : [];
    }),
  );
}

/** PEM or DER; the engine itself takes PEM only. */
function certificatesIn(bytes: Uint8Array): readonly Certificate[] {
  const bundle = parseBundle(new TextDecoder('latin1').decode(bytes));
  if (bundle.length > 0) return bundle.filter(({ version }) => version > 0);
  const single = parseCertificate(bytes);
  return single ? [single] : [];
}

/** Whether a file's bytes are one DER certificate rather than PEM. */
export function isDer(bytes: Uint8Array): boolean {
  return (
    parseBundle(new TextDecoder('latin1').decode(bytes)).length === 0 &&
    parseCertificate(bytes) !== null
  );
}
