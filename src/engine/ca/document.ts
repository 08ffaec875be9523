import type { Language } from '../../domain/said.ts';
import type { EngineView } from '../../domain/view.ts';
import type { CertificateFacts } from '../../formats/certificate.ts';
import type { PresentedCertificate } from './chain.ts';
import type { Presented } from './fetch.ts';
import type { CaFile, CaInventory, CaUse } from './list.ts';

/** A certificate as the documents show it. */
export interface CertificateDocument {
  readonly subject: string;
  readonly issuer: string;
  /** names and addresses that it is for */
  readonly names: readonly string[];
  /** ISO 8601 */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  readonly isCa: boolean;
  readonly state: 'valid' | 'expired' | 'not yet valid';
}

/** `dockcfg ca list --json` */
export interface CaListDocument {
  readonly schema: 'dockcfg/ca-list/1';
  readonly engine: {
    readonly version: string | null;
    readonly store: 'classic' | 'containerd' | null;
  };
  readonly directories: readonly {
    readonly host: string;
    readonly path: string;
    readonly notes: readonly string[];
    readonly files: readonly {
      readonly path: string;
      readonly use: CaUse;
      readonly state: CaFile['state'];
      readonly why: string | null;
      readonly certificates: readonly CertificateDocument[];
    }[];
  }[];
  readonly system: {
    readonly path: string | null;
    readonly count: number;
    readonly added: readonly {
      readonly path: string;
      readonly certificates: readonly CertificateDocument[];
    }[];
  };
}

/** `dockcfg ca fetch --json` */
export interface CaFetchDocument {
  readonly schema: 'dockcfg/ca-fetch/1';
  readonly host: string;
  readonly address: string;
  readonly proxy: string | null;
  /** whether this engine accepts the server now; what it would say where it does not */
  readonly trusted: boolean;
  readonly verdict: string | null;
  readonly certificates: readonly (CertificateDocument & {
    readonly role: PresentedCertificate['role'];
    readonly pem: string;
  })[];
  /** SHA-256 of the one to trust; null when the server presents no authority */
  readonly anchor: string | null;
}

export interface DocumentContext {
  readonly language: Language;
  /** Unix ms */
  readonly now: number;
}

/** What is installed, and what of it is read. */
export function listDocument(
  { directories, system }: CaInventory,
  view: EngineView,
  { language, now }: DocumentContext,
): CaListDocument {
  const described = (certificates: readonly CertificateFacts[]) =>
    certificates.map((facts) => certificateDocument(facts, now));
  return {
    schema: 'dockcfg/ca-list/1',
    engine: { version: view.engine.version?.text ?? null, store: view.engine.store },
    directories: directories.map(({ host, path, notes, files }) => ({
      host,
      path,
      notes: notes.map((said) => said[language]),
      files: files.map((file) => ({
        path: file.path,
        use: file.use,
        state: file.state,
        why: file.why?.[language] ?? null,
        certificates: described(file.certificates),
      })),
    })),
    system: {
      path: system.path,
      count: system.count,
      added: system.added.map(({ path, certificates }) => ({
        path,
        certificates: described(certificates),
      })),
    },
  };
}

/** What a server presents. */
export function fetchDocument(presented: Presented, now: number): CaFetchDocument {
  const { host, name, port, proxy, chain, anchor, verdict } = presented;
  return {
    schema: 'dockcfg/ca-fetch/1',
    host,
    address: `${name}:${port}`,
    proxy,
    trusted: verdict.ok,
    verdict: verdict.ok ? null : verdict.engineText,
    certificates: chain.map(({ role, facts, pem }) => ({
      role,
      ...certificateDocument(facts, now),
      pem,
    })),
    anchor: anchor?.facts.sha256 ?? null,
  };
}

/** One certificate, as of now. */
export function certificateDocument(facts: CertificateFacts, now: number): CertificateDocument {
  const { subject, issuer, names, notBefore, notAfter, sha256, isCa } = facts;
  return {
    subject,
    issuer,
    names: [...(names?.dns ?? []), ...(names?.ips ?? [])],
    notBefore,
    notAfter,
    sha256,
    isCa,
    state: stateOf(facts, now),
  };
}

function stateOf(
  { notBefore, notAfter }: CertificateFacts,
  now: number,
): CertificateDocument['state'] {
  if (now > Date.parse(notAfter)) return 'expired';
  return now < Date.parse(notBefore) ? 'not yet valid' : 'valid';
}
