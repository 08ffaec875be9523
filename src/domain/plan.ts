import type { FileState, Origin } from './facts.ts';
import type { Json } from './json.ts';
import type { Said } from './said.ts';

/** A file that goes from one state to another. Its inverse is the same with the two swapped. */
export interface FileChange {
  readonly kind: 'file';
  readonly target: string;
  readonly path: string;
  readonly before: FileState;
  readonly after: FileState;
  readonly because: readonly Said[];
}

/** Effects that are not a file of ours; each is registered with its inverse in engine/effects. */
export type EffectName = 'daemon-reload' | 'update-trust' | 'unmask' | 'cache-service';

export interface EffectChange {
  readonly kind: 'effect';
  readonly effect: EffectName;
  readonly because: readonly Said[];
}

export type Change = FileChange | EffectChange;

/** What the service must do for the running engine to match the files. */
export type ServiceAction = 'none' | 'reload' | 'restart';

export interface Disruption {
  readonly containersStopped: number;
  readonly names: readonly string[];
  /** those of `names` that run again by themselves: their restart policy, or their swarm */
  readonly comeBack?: readonly string[];
  /** those of `names` that are started again only if they end with an error (`on-failure`) */
  readonly mayComeBack?: readonly string[];
  /** those of `names` that stay stopped */
  readonly stayStopped?: readonly string[];
  /** those of `names` that are deleted when they stop (`--rm`) */
  readonly removed?: readonly string[];
  /** how many containers keep running through a restart: live-restore */
  readonly keptRunning?: number;
}

/** One key that two places own; with both origins, so that the user sees them. */
export interface Conflict {
  readonly key: string;
  readonly origins: readonly Origin[];
  readonly text: Said;
}

/** What the running engine must show afterwards; compared with `/info` by transact. */
export interface Expectation {
  readonly key: string;
  readonly value: Json;
}

/**
 * What will be done, as a value: --check, --diff, the wizard's preview and the transaction all
 * read this one object. Changes are in the order in which they are safe to make.
 */
export interface Plan {
  readonly changes: readonly Change[];
  readonly action: ServiceAction;
  /** what the engine needs to match the files, also where `--restart never` holds `action` back */
  readonly required?: ServiceAction;
  readonly reason: Said;
  readonly disruption: Disruption;
  readonly conflicts: readonly Conflict[];
  readonly expects: readonly Expectation[];
  readonly warnings: readonly Said[];
  /** hosts and networks this plan newly exempts from certificate checks */
  readonly loosens?: readonly string[];
  /** those of them that no wish names: a repair brings them in, or an addition to a misspelt list */
  readonly implied?: readonly string[];
}
