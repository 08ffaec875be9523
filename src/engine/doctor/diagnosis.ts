import type { Evidence } from '../../checks/evidence.ts';
import type { Verdict } from '../../domain/documents.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Stage } from '../../domain/outcome.ts';

/** A finding with the stages it explains. */
export interface PlacedFinding extends Finding {
  readonly rootCause: boolean;
  readonly places: readonly {
    readonly image: string;
    readonly endpoint: string;
    readonly stage: Stage;
  }[];
}

export interface CheckState {
  readonly code: string;
  readonly state: 'passed' | 'found' | 'skipped' | 'crashed';
  /** the first line of what a crashed check threw */
  readonly trouble: string | null;
}

/** A diagnosis as a value: what was seen, and what it means. */
export interface Diagnosis {
  readonly elapsedMs: number;
  readonly evidence: Evidence;
  readonly checks: readonly CheckState[];
  /** root causes first, the one to repair first on top; consequences behind their cause */
  readonly findings: readonly PlacedFinding[];
  readonly verdict: Verdict;
}
