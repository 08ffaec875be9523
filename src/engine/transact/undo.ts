import { Failure } from '../../domain/failure.ts';
import { during, type Emit } from '../events.ts';
import type { Leftover, TransactContext } from './context.ts';
import { effects, takesPlace } from './effects.ts';
import { type Begun, begunFiles, hasBegun, putBackFile, type Undoable } from './undo-files.ts';
import { putBackService } from './undo-service.ts';
import { filesOf } from './write.ts';

type Context = Pick<TransactContext, 'ports' | 'facts'>;

/** What came of putting back. */
export interface Undone {
  /** what is not as it was before; empty when everything is */
  readonly leftovers: readonly Leftover[];
  /** the machine refused a step: the transaction stays open, and the next run tries again */
  readonly isOpen: boolean;
}

/**
 * Puts a transaction back: files in reverse, each looked at first, then the effects that read
 * them, then the service. Runs to its end whatever single steps say, and cannot be interrupted.
 *
 * What somebody else changed is left alone for good. An engine that does not come back on the old
 * files is worth one more try by a later run, and no more: its reason lies elsewhere then.
 *
 * @param isLastTry whether this is that later run
 */
export async function undo(
  context: Context,
  record: Undoable,
  { emit, isLastTry }: { readonly emit: Emit; readonly isLastTry: boolean },
): Promise<Undone> {
  const attempt = createAttempt();
  const begun = await putBackFiles(context, record, { attempt, emit });
  for (const name of effectsToRepeat(record, begun > 0).filter((each) =>
    takesPlace(each, context.facts),
  ))
    await attempt.make(name, () =>
      during(emit, { phase: 'undo', subject: name }, () => {
        const { undo: inverse, run } = effects[name];
        return (inverse ?? run)(context);
      }).then(nothing),
    );
  const unit = record.service?.unit ?? '';
  await attempt.make(unit, () => putBackService(context, record, emit));
  if (isLastTry) attempt.refused.delete(unit);
  await tidy(context, record, attempt);
  return { leftovers: attempt.leftovers, isOpen: attempt.refused.size > 0 };
}

interface Attempt {
  readonly leftovers: Leftover[];
  /** steps the machine refused; they can be tried again */
  readonly refused: Set<string>;
  make(subject: string, step: () => Promise<Leftover | null>): Promise<void>;
}

function createAttempt(): Attempt {
  const leftovers: Leftover[] = [];
  const refused = new Set<string>();
  return {
    leftovers,
    refused,
    make: async (subject, step) => {
      try {
        const leftover = await step();
        if (leftover) leftovers.push(leftover);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        refused.add(subject);
        leftovers.push({ subject, said: error.said });
      }
    },
  };
}

/** @returns how many files were begun */
async function putBackFiles(
  context: Context,
  record: Undoable,
  { attempt, emit }: { readonly attempt: Attempt; readonly emit: Emit },
): Promise<number> {
  const begun: readonly Begun[] = begunFiles(record);
  for (const each of begun)
    await attempt.make(each.change.path, () => putBackFile(context, record, { begun: each, emit }));
  return begun.length;
}

function effectsToRepeat(record: Undoable, filesWereBegun: boolean) {
  return record.plan.changes.flatMap((change, index) => {
    if (change.kind !== 'effect') return [];
    const again = filesWereBegun && effects[change.effect].alwaysUndone;
    return again || hasBegun(record, index) ? [change.effect] : [];
  });
}

/** Clears away what the transaction kept, and closes it unless a step is worth another try. */
async function tidy(context: Context, record: Undoable, attempt: Attempt): Promise<void> {
  const { files, journal, guard } = context.ports;
  const { leftovers, refused } = attempt;
  for (const { path } of filesOf(record.plan))
    if (!refused.has(path)) await attempt.make(path, () => files.sweep(path).then(nothing));
  await attempt.make('', () => files.removeEmpty(record.createdDirectories).then(nothing));
  if (refused.size > 0) return;
  await attempt.make(record.id, async () => {
    if (record.service) await guard.disarm(record.service.unit);
    await journal.end(record.id, leftovers.length === 0 ? 'undone' : 'incomplete');
    return null;
  });
}

/** A step that either happens or throws leaves nothing over. */
function nothing(): null {
  return null;
}
