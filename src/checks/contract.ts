import type { Remedy, Severity } from '../domain/finding.ts';
import type { Stage } from '../domain/outcome.ts';
import type { Said } from '../domain/said.ts';
import type { Evidence } from './evidence.ts';

/** Where in the walked routes a finding shows. */
export interface Place {
  readonly image: string;
  readonly endpoint: string;
  readonly stage: Stage;
}

/** What a check found. Its code, title and default severity are the check's. */
export interface Found {
  readonly subject: string;
  readonly severity?: Severity;
  readonly text: Said;
  readonly seen: readonly string[];
  readonly remedies: readonly [Remedy, ...Remedy[]];
  /** the stages this explains; empty for what shows in no walk */
  readonly places: readonly Place[];
  /** the only codes this very finding can be the cause of; all that name its check, if left out */
  readonly explains?: readonly string[];
}

/**
 * One judgement: pure, from exactly the evidence it names. A new check is one file with one of
 * these, and one line in index.ts.
 */
export interface Check {
  /** `DC` and four digits; never reused once released */
  readonly code: string;
  readonly severity: Severity;
  readonly title: Said;
  /** what it means and why it breaks pulls, for `dockcfg explain CODE` */
  readonly about: Said;
  /** ways out in general; a finding's own remedies name hosts and commands */
  readonly ways: readonly [Said, ...Said[]];
  /** the engine does not run, or does not start with this: it is repaired before anything else */
  readonly stopsEngine?: true;
  readonly reads: readonly (keyof Evidence)[];
  /** codes that, found at the same place or about the same subject, are the cause of this one */
  readonly causes: readonly string[];
  /** says only that something failed: left out where another finding is about the same walk */
  readonly lastResort?: true;
  judge(evidence: Evidence): readonly Found[];
}

interface CheckOf<K extends keyof Evidence> extends Omit<Check, 'reads' | 'judge' | 'causes'> {
  readonly reads: readonly K[];
  readonly causes?: readonly string[];
  judge(evidence: Pick<Evidence, K>): readonly Found[];
}

/** Makes a check whose judge sees nothing but what `reads` names. */
export function check<K extends keyof Evidence>(made: CheckOf<K>): Check {
  return { ...made, causes: made.causes ?? [], judge: (evidence) => made.judge(evidence) };
}
