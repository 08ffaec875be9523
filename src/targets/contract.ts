import type { HostFacts, Setting } from '../domain/facts.ts';
import type { Json } from '../domain/json.ts';
import type { FileChange } from '../domain/plan.ts';
import type { Said } from '../domain/said.ts';

/** One value that placement gave to a target: set it, or remove it (null). */
export interface Edit {
  readonly key: string;
  /** for per-registry keys, the host */
  readonly subject: string | null;
  readonly value: Json;
  readonly because: Reason;
}

/** Why an edit is made: a sentence, or one that can be said of several keys at once. */
export type Reason =
  | Said
  | { readonly keys: readonly string[]; say(keys: readonly string[]): Said };

/**
 * What a target's files are to the engine. `unit`: flags and environment, which it gets when it
 * starts. `engine-file`: its own file, read at its start and on SIGHUP. `hosts`: read at each pull,
 * and names files of other targets. `beside`: such files, and what the engine does not read itself.
 */
export type TargetKind = 'unit' | 'engine-file' | 'hosts' | 'beside';

/**
 * One place where configuration can live. A new place is one file that exports this record and
 * one line in index.ts.
 */
export interface Target {
  readonly id: string;
  readonly title: Said;
  /** decides when its files are written, and whether a change of them needs a restart */
  readonly kind: TargetKind;
  /** keys it can hold; `daemon.*` means any other daemon.json key */
  readonly holds: readonly string[];
  /** whether this host reads it at all */
  appliesTo(facts: HostFacts): boolean;
  /** files and directories (ending in `/`) that gather must read for it */
  paths(facts: HostFacts): readonly string[];
  /** every value found, with file and line */
  read(facts: HostFacts): readonly Setting[];
  /** the files after the edits; the same bytes (or no change at all) when nothing differs */
  render(edits: readonly Edit[], facts: HostFacts): readonly FileChange[];
}
