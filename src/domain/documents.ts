import type { Outcome, Stage } from './outcome.ts';
import type { Disruption } from './plan.ts';

/** The published documents (`--json`). Keys may be added; none changes its meaning. */

export interface ApplyDocument {
  readonly schema: 'dockcfg/apply/1';
  readonly changed: boolean;
  readonly applied: boolean;
  readonly transaction: string | null;
  readonly plan: {
    readonly changes: readonly ChangeDocument[];
    readonly action: 'none' | 'reload' | 'restart';
    readonly reason: string;
    readonly disruption: Required<Disruption>;
    readonly conflicts: readonly ConflictDocument[];
  };
  readonly verified: { readonly [key: string]: 'verified' | 'differs' | 'notObservable' };
  readonly reloadRequired: boolean;
  readonly restartRequired: boolean;
  readonly warnings: readonly string[];
}

export interface ChangeDocument {
  readonly target: string;
  readonly path: string | null;
  readonly action: 'create' | 'edit' | 'remove' | 'effect';
  /** redacted unified diff; empty for effects */
  readonly diff: string;
  readonly because: readonly string[];
}

export interface ConflictDocument {
  readonly key: string;
  readonly origins: readonly OriginDocument[];
  readonly text: string;
}

export interface OriginDocument {
  readonly kind: 'file' | 'flag' | 'environment' | 'default';
  readonly path: string | null;
  readonly line: number | null;
}

export type Verdict = 'healthy' | 'degraded' | 'broken' | 'unknown';

export interface StageDocument {
  readonly stage: Stage;
  readonly outcome: 'ok' | 'failed' | 'skipped' | 'unknown';
  readonly ms: number | null;
  /** finding code that explains the failure; null when nothing failed */
  readonly code: string | null;
  readonly seen: { readonly [key: string]: unknown };
}

export interface RouteDocument {
  readonly image: string;
  readonly endpoints: readonly {
    readonly url: string;
    readonly role: 'mirror' | 'upstream';
    readonly proxy: string | null;
    readonly trust: readonly string[];
    readonly stages: readonly StageDocument[];
  }[];
  readonly prediction: {
    readonly outcome: 'pulled' | 'failed' | 'unknown';
    readonly servedBy: string | null;
    readonly error: string | null;
  };
  /** with `--pull`: what the engine itself did */
  readonly pull?: PullDocument;
}

export interface PullDocument {
  readonly outcome: 'pulled' | 'failed' | 'unknown';
  /** what the engine said; the network's code where it could not be asked */
  readonly error: string | null;
  readonly ms: number | null;
  /** false: the host had the image already, so that little was proved */
  readonly fresh: boolean;
  /** null where nothing was predicted, or the engine could not be asked */
  readonly asPredicted: boolean | null;
}

/** With `--from-error`: something that the error can stand for, after a live look. */
export interface SuspicionDocument {
  readonly code: string;
  readonly title: string;
  readonly state: 'found' | 'excluded' | 'unknown';
  readonly subjects: readonly string[];
}

export interface FindingDocument {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'notice';
  readonly rootCause: boolean;
  readonly causedBy: string | null;
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly seen: readonly string[];
  readonly remedies: readonly {
    readonly kind: 'dockcfg' | 'command' | 'ask';
    readonly text: string;
    readonly command: readonly string[];
    readonly risk: 'safe' | 'reload' | 'restart' | 'loosens-security';
  }[];
}

export interface DoctorDocument {
  readonly schema: 'dockcfg/doctor/1';
  readonly verdict: Verdict;
  readonly elapsedMs: number;
  readonly engine: {
    readonly version: string | null;
    readonly store: 'classic' | 'containerd' | null;
    readonly flavour: string;
  };
  readonly routes: readonly RouteDocument[];
  readonly checks: readonly {
    readonly code: string;
    readonly state: 'passed' | 'found' | 'skipped' | 'crashed';
  }[];
  readonly findings: readonly FindingDocument[];
  /** with `--from-error`: what the error can stand for, the likeliest first */
  readonly suspicions?: readonly SuspicionDocument[];
  /** where passwords, tokens and keys stood; never what they are */
  readonly masked?: readonly MaskedDocument[];
  /** with `--fix`; everything else in the document is what was seen afterwards */
  readonly fixed?: FixedDocument;
}

export interface MaskedDocument {
  /** a path, or what else held it */
  readonly where: string;
  /** 1-based; null where a line makes no sense */
  readonly line: number | null;
}

export interface FixedDocument {
  /** something was changed, and stands */
  readonly applied: boolean;
  /** the last transaction; several rounds make several */
  readonly transaction: string | null;
  readonly transactions: readonly string[];
  /** the findings whose remedies were carried out, in order */
  readonly codes: readonly string[];
  /** what dockcfg could have done and did not, or what did not help */
  readonly left: readonly {
    readonly code: string;
    readonly subject: string;
    readonly why: string;
  }[];
}

export interface ExplainDocument {
  readonly schema: 'dockcfg/explain/1';
  readonly reference: {
    readonly input: string;
    readonly canonical: string;
    readonly domain: string;
    readonly path: string;
    readonly tag: string | null;
    readonly digest: string | null;
  };
  readonly endpoints: readonly {
    readonly url: string;
    readonly role: 'mirror' | 'upstream';
    readonly scheme: 'https' | 'http';
    readonly proxy: string | null;
    readonly proxyReason: string;
    readonly trust: readonly string[];
    readonly trustReason: string;
    readonly credentials: string;
    readonly why: string;
  }[];
}

export interface ShowDocument {
  readonly schema: 'dockcfg/show/1';
  readonly settings: readonly {
    readonly key: string;
    readonly value: unknown;
    readonly origin: OriginDocument;
    readonly shadows: readonly OriginDocument[];
    readonly conflict: boolean;
    readonly running: unknown;
    readonly state:
      | 'in effect'
      | 'not reloaded'
      | 'needs restart'
      | 'at next start'
      | 'ignored'
      | 'conflict';
  }[];
  /** what keeps the engine from starting the next time, and where */
  readonly problems: readonly {
    readonly path: string;
    readonly line: number | null;
    readonly column: number | null;
    readonly text: string;
  }[];
}

/** What the doctor emits while it works; every report is drawn from this one stream. */
export type DoctorEvent =
  | { readonly kind: 'started'; readonly images: readonly string[] }
  | {
      readonly kind: 'stage';
      readonly image: string;
      readonly endpoint: string;
      readonly stage: Stage;
      readonly state: 'running' | Outcome<unknown>['kind'];
      readonly ms: number | null;
    }
  | { readonly kind: 'done'; readonly document: DoctorDocument };
