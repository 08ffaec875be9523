import type { Conflict } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { Edit } from '../../targets/contract.ts';

/** What placement decided for some keys: which target gets which edit, and what to say about it. */
export interface Placed {
  readonly edits: readonly PlacedEdit[];
  readonly conflicts: readonly Conflict[];
  readonly warnings: readonly Said[];
}

export interface PlacedEdit {
  readonly target: string;
  readonly edit: Edit;
}

export const nothingPlaced: Placed = { edits: [], conflicts: [], warnings: [] };

/** All of it, in order. */
export function together(parts: readonly Partial<Placed>[]): Placed {
  return {
    edits: parts.flatMap((part) => part.edits ?? []),
    conflicts: parts.flatMap((part) => part.conflicts ?? []),
    warnings: parts.flatMap((part) => part.warnings ?? []),
  };
}

/** The edits of one target. */
export function editsOf(placed: Placed, target: string): readonly Edit[] {
  return placed.edits.filter((each) => each.target === target).map((each) => each.edit);
}
