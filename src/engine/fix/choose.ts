import type { Remedy } from '../../domain/finding.ts';
import { parseBundle } from '../../probes/certificate.ts';
import type { PlacedFinding } from '../doctor/diagnosis.ts';

export type OwnRemedy = Extract<Remedy, { kind: 'dockcfg' }>;

/** A finding, and what dockcfg can do about it itself. */
export interface Choice {
  readonly finding: PlacedFinding;
  readonly remedy: OwnRemedy;
  /** what has to be agreed to by name; null where `--yes` covers it */
  readonly asks: Consent | null;
}

/** An agreement that has to be given by name: `--accept CODE=SUBJECT`. */
export interface Consent {
  readonly code: string;
  readonly subject: string;
  /**
   * SHA-256 of each certificate that would be trusted because a server showed it; then only these
   * count as the subject, for a name proves nothing about who answered
   */
  readonly fingerprints: readonly string[];
}

export interface Acceptance {
  /** null where only a fingerprint was given, which stands for itself */
  readonly code: string | null;
  readonly subject: string;
}

/**
 * The remedies that dockcfg can carry out itself: one for each root cause that is worth a change,
 * in the order of the findings. What follows from a cause is judged again once that is repaired.
 */
export function choicesFor(findings: readonly PlacedFinding[]): readonly Choice[] {
  return findings.flatMap((finding) => {
    if (!finding.rootCause || finding.severity === 'notice') return [];
    const remedy = finding.remedies.find((each) => each.kind === 'dockcfg');
    return remedy ? [{ finding, remedy, asks: consentFor(finding, remedy) }] : [];
  });
}

function consentFor({ code, subject }: PlacedFinding, remedy: OwnRemedy): Consent | null {
  if (remedy.risk !== 'loosens-security') return null;
  return { code, subject, fingerprints: shownCertificates(remedy) };
}

function shownCertificates({ desired }: OwnRemedy): readonly string[] {
  const registries = [...(desired.registries?.values() ?? [])];
  const pems = [...registries.map((wish) => wish?.ca), ...(desired['system-ca'] ?? [])];
  return pems
    .flatMap((pem) => (pem ? parseBundle(pem) : []))
    .map(({ x509 }) => x509.fingerprint256);
}

/** Whether an agreement was given on the command line. */
export function isAccepted(
  { code, subject, fingerprints }: Consent,
  given: readonly Acceptance[],
): boolean {
  const named = given.filter((each) => each.code === code).map((each) => each.subject);
  if (fingerprints.length === 0) return named.includes(subject);
  const alone = given.filter((each) => each.code === null).map((each) => each.subject);
  const known = [...named, ...alone].map(bare);
  return fingerprints.every((fingerprint) => known.includes(bare(fingerprint)));
}

/** `9F:86:…`, `9f86…` and `sha256:9f86…` are one fingerprint. */
function bare(fingerprint: string): string {
  return fingerprint
    .replace(/^sha-?256[:=]/i, '')
    .replaceAll(':', '')
    .toLowerCase();
}
