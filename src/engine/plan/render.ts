import type { HostFacts } from '../../domain/facts.ts';
import { sameState } from '../../domain/file-state.ts';
import type { FileChange } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { kindOf, targets } from '../../targets/index.ts';
import { secretsFile } from '../../targets/secrets-file.ts';
import { editsOf, type Placed } from '../placement/placed.ts';
import { overlay } from './overlay.ts';

export interface Rendered {
  /** in an order in which the engine starts after every one of them */
  readonly changes: readonly FileChange[];
  /** the facts with these changes made */
  readonly after: HostFacts;
}

/**
 * Lets every target write its edits, each on what the ones before it have written: two targets
 * can share a file. Several changes of one file come out as one.
 * @param begun changes made already, such as a repair
 */
export function render(placed: Placed, facts: HostFacts, begun: readonly FileChange[]): Rendered {
  let after = overlay(facts, begun);
  const made: FileChange[] = [...begun];
  for (const target of targets) {
    const edits = editsOf(placed, target.id);
    if (edits.length === 0) continue;
    const changes = target.render(edits, after);
    made.push(...changes);
    after = overlay(after, changes);
  }
  return { changes: inSafeOrder(merged(made), facts), after };
}

function merged(changes: readonly FileChange[]): readonly FileChange[] {
  const byPath = new Map<string, FileChange>();
  for (const change of changes) {
    const first = byPath.get(change.path);
    const before = first?.before ?? change.before;
    const because = distinct([...(first?.because ?? []), ...change.because]);
    byPath.set(change.path, { ...change, before, because });
  }
  return [...byPath.values()].filter((change) => !sameState(change.before, change.after));
}

function distinct(texts: readonly Said[]): readonly Said[] {
  return texts.filter((text, at) => texts.findIndex((each) => each.en === text.en) === at);
}

/**
 * What others refer to comes before the reference, and goes after it. A flag goes before its key
 * comes into daemon.json, because the engine does not start with both; between the two it starts
 * with neither.
 */
function inSafeOrder(changes: readonly FileChange[], facts: HostFacts): readonly FileChange[] {
  return changes.toSorted((a, b) => phaseOf(a, facts) - phaseOf(b, facts));
}

const phases = {
  beside: 1,
  hosts: 2,
  unreferred: 3,
  unit: 4,
  'engine-file': 5,
  secretsGone: 6,
} as const;

function phaseOf({ target, path, after }: FileChange, facts: HostFacts): number {
  const gone = after.kind === 'absent';
  if (path === secretsFile(facts)) return gone ? phases.secretsGone : phases.beside;
  const kind = kindOf(target) ?? 'unit';
  return kind === 'beside' && gone ? phases.unreferred : phases[kind];
}
