import type { Diagnosis, PlacedFinding } from './diagnosis.ts';
import { nameOf as nameOfTarget } from './targets.ts';
import { verdictOf } from './verdict.ts';

/** Findings by code and subject; in a pattern `*` and `?` stand for what they stand for in a shell. */
export interface Pattern {
  readonly code: string;
  /** null: whatever it is about */
  readonly subject: string | null;
}

export interface Selection {
  /** empty: all of them */
  readonly only: readonly string[];
  readonly ignore: readonly Pattern[];
}

/**
 * Leaves out what nobody wants to hear of: the findings that are ignored, with everything that
 * follows from them, or all but a few codes. A pull that fails for what is left out no longer makes
 * the verdict bad; one that nothing explains does.
 */
export function select(diagnosis: Diagnosis, selection: Selection): Diagnosis {
  if (selection.only.length === 0 && selection.ignore.length === 0) return diagnosis;
  const kept = uprooted(keptOf(diagnosis.findings, selection));
  const names = new Set(kept.map(nameOf));
  const dropped = diagnosis.findings.filter((finding) => !names.has(nameOf(finding)));
  const explained = new Set(dropped.flatMap(({ places }) => places.map(({ image }) => image)));
  const routes = diagnosis.evidence.routes.filter(
    ({ route: { reference }, hasImage, prediction }) =>
      prediction.outcome === 'pulled' || !explained.has(nameOfTarget({ reference, hasImage })),
  );
  return {
    ...diagnosis,
    checks: diagnosis.checks.map((check) => {
      // what was found and is not told must not pass for a check that found nothing
      const isEmptied = check.state === 'found' && !kept.some(({ code }) => code === check.code);
      const isLeftOut = isEmptied || !isAsked(check.code, selection);
      return isLeftOut ? { ...check, state: 'skipped', trouble: null } : check;
    }),
    findings: kept,
    verdict: verdictOf({ ...diagnosis.evidence, routes }, kept),
  };
}

function isAsked(code: string, { only }: Selection): boolean {
  return only.length === 0 || only.includes(code);
}

function keptOf(
  findings: readonly PlacedFinding[],
  selection: Selection,
): readonly PlacedFinding[] {
  const ignored = new Set<string>();
  // causes stand before what follows from them
  for (const finding of findings) {
    const follows = finding.causedBy !== null && ignored.has(finding.causedBy);
    if (follows || selection.ignore.some((pattern) => matches(finding, pattern))) {
      ignored.add(nameOf(finding));
    }
  }
  return findings.filter(
    (finding) => isAsked(finding.code, selection) && !ignored.has(nameOf(finding)),
  );
}

/** What followed from a finding that is left out stands for itself. */
function uprooted(kept: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const names = new Set(kept.map(nameOf));
  return kept.map((finding) =>
    finding.causedBy === null || names.has(finding.causedBy)
      ? finding
      : { ...finding, causedBy: null, rootCause: true },
  );
}

function nameOf({ code, subject }: PlacedFinding): string {
  return `${code} ${subject}`;
}

function matches(finding: PlacedFinding, { code, subject }: Pattern): boolean {
  return finding.code === code && (subject === null || globOf(subject).test(finding.subject));
}

function globOf(pattern: string): RegExp {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 'is');
}
