import type { Diagnosis, PlacedFinding } from './diagnosis.ts';
import { verdictOf } from './verdict.ts';

/** Which findings are wanted; codes in any case. */
export interface Narrowing {
  /** only these codes; empty: all */
  readonly only: readonly string[];
  /** not these: `CODE`, or `CODE=GLOB` for some subjects */
  readonly ignore: readonly string[];
}

/**
 * A diagnosis with some findings left out. Checks that are left out count as skipped, and the
 * verdict is made of what remains; a consequence whose cause is gone stands for itself.
 */
export function narrow(diagnosis: Diagnosis, wishes: Narrowing): Diagnosis {
  const only = wishes.only.map((code) => code.toUpperCase());
  const ignored = wishes.ignore.map(ruleOf);
  const isWanted = ({ code, subject }: PlacedFinding) =>
    (only.length === 0 || only.includes(code)) &&
    !ignored.some((rule) => rule.code === code && rule.subject.test(subject));
  const kept = diagnosis.findings.filter(isWanted);
  const names = new Set(kept.map(({ code, subject }) => `${code} ${subject}`));
  const findings = kept.map((finding) =>
    finding.causedBy === null || names.has(finding.causedBy)
      ? finding
      : { ...finding, causedBy: null, rootCause: true },
  );
  const checks = diagnosis.checks.map((check) => {
    const isLeftOut = only.length > 0 && !only.includes(check.code);
    const isEmptied = check.state === 'found' && !findings.some(({ code }) => code === check.code);
    return isLeftOut || isEmptied ? { ...check, state: 'skipped' as const } : check;
  });
  return { ...diagnosis, findings, checks, verdict: verdictOf(diagnosis.evidence, findings) };
}

/** `*` stands for any run of characters, as in a shell. */
function ruleOf(text: string): { readonly code: string; readonly subject: RegExp } {
  const [code = '', ...rest] = text.split('=');
  const glob = rest.length === 0 ? '*' : rest.join('=');
  const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return { code: code.toUpperCase(), subject: new RegExp(`^${pattern}$`, 'is') };
}
