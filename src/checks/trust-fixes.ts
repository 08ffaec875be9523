import type { HostFacts } from '../domain/facts.ts';
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

interface FixOptions {
  readonly now: number;
  readonly goMinor: number;
  /** everything read of this host: what lies in no trust directory at all is looked for there */
  readonly files: HostFacts['files'];
}

/**
 * Files in the trust directories, and where people put them by mistake, that would make the engine
 * accept a presented chain, whether or not it reads them for this host.
 */
export function trustFixes(
  sight: CertificateSight,
  view: EngineView,
  { files, ...options }: FixOptions,
): readonly TrustFix[] {
  const { chain, hop } = sight;
  const read = [...view.trustDirectories].flatMap(([directory, held]) =>
    held.map((file) => ({ ...file, directory })),
  );
  return [...read, ...strays(files, view)].flatMap(({ directory, name, path, bytes }) => {
    const certificates = bytes === null || /\.key$/.test(name) ? [] : certificatesIn(bytes);
    if (certificates.length === 0) return [];
    const verdict = verifyChain(chain, certificates, { host: hop.host, ...options });
    return verdict.ok ? [{ directory, name, path, certificates }] : [];
  });
}

/** In certs.d itself, in no registry's directory; or in the folder that containerd's own clients read. */
function strays(files: HostFacts['files'], { certsDir }: EngineView) {
  return [...files.values()].flatMap(({ path, state }) => {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const isStray = folder === certsDir || folder.startsWith('/etc/containerd/certs.d/');
    if (!isStray || state.kind !== 'file') return [];
    return [{ directory: folder, name: path.slice(folder.length + 1), path, bytes: state.bytes }];
  });
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
