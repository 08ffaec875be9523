import type { DesiredState } from './desired.ts';
import type { EffectName } from './plan.ts';
import type { Said } from './said.ts';

export type Severity = 'error' | 'warning' | 'notice';
export type Risk = 'safe' | 'reload' | 'restart' | 'loosens-security';

/** What dockcfg can do besides making values so; it becomes part of the same plan. */
export type Deed =
  /**
   * take broken files as they were evidently meant, and give every setting one owner; a name that
   * would exempt registries from certificate checks only where that was agreed to
   */
  | { readonly kind: 'repair'; readonly loosens?: true }
  /** make the running engine have what the files say for these keys */
  | { readonly kind: 'converge'; readonly keys: readonly string[] }
  /** have the engine read again what it reads only when it starts; one that is down is started */
  | { readonly kind: 'restart' }
  | { readonly kind: 'effect'; readonly effect: EffectName }
  /** the same bytes under a name that the engine reads, or no longer reads */
  | { readonly kind: 'move'; readonly path: string; readonly to: string };

/** A way out: dockcfg does it, a command does it, or somebody must be asked for it. */
export type Remedy =
  | {
      readonly kind: 'dockcfg';
      readonly text: Said;
      /** the same as a command line, for people who rather type it */
      readonly command: readonly string[];
      readonly risk: Risk;
      readonly desired: DesiredState;
      readonly deeds?: readonly Deed[];
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
