import type { DesiredState } from './desired.ts';
import type { Said } from './said.ts';

export type Severity = 'error' | 'warning' | 'notice';
export type Risk = 'safe' | 'reload' | 'restart' | 'loosens-security';

/** A way out: dockcfg does it, a command does it, or somebody must be asked for it. */
export type Remedy =
  | {
      readonly kind: 'dockcfg';
      readonly text: Said;
      /** the same as a command line, for people who rather type it */
      readonly command: readonly string[];
      readonly risk: Risk;
      readonly desired: DesiredState;
    }
  | {
      readonly kind: 'command';
      readonly text: Said;
      readonly command: readonly string[];
      readonly risk: Risk;
    }
  | { readonly kind: 'ask'; readonly text: Said; readonly risk: 'safe' };

/** One named cause with its evidence. A finding without a remedy does not compile. */
export interface Finding {
  /** `DC` and four digits; never reused */
  readonly code: string;
  readonly severity: Severity;
  /** what it is about: a host, a file, a unit */
  readonly subject: string;
  readonly title: Said;
  readonly text: Said;
  /** what was seen that shows it, in the words of the probe */
  readonly seen: readonly string[];
  /** `CODE SUBJECT` of the finding that explains this one */
  readonly causedBy: string | null;
  readonly remedies: readonly [Remedy, ...Remedy[]];
}
