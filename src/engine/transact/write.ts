import { Failure } from '../../domain/failure.ts';
import { sameState } from '../../domain/file-state.ts';
import type { Change, FileChange, Plan } from '../../domain/plan.ts';
import type { StepMark, TransactionRecord, TransactionStart } from '../../ports/journal.ts';
import { during, type Emit } from '../events.ts';
import type { TransactContext } from './context.ts';
import { effects, takesPlace } from './effects.ts';
import type { Watch } from './watch.ts';
import { said } from './words.ts';

/** A transaction under way: what its journal holds, kept at hand for putting back. */
export interface Progress extends TransactionStart {
  readonly marks: TransactionRecord['marks'][number][];
  readonly createdDirectories: string[];
  readonly restoredAt: null;
}

export function progressOf(start: TransactionStart): Progress {
  return { ...start, marks: [], createdDirectories: [], restoredAt: null };
}

/** @throws Failure tryAgain when a file is not what the plan was made for */
export async function checkBefore(context: TransactContext, plan: Plan): Promise<void> {
  for (const change of filesOf(plan)) {
    const now = await context.ports.files.snapshot(change.path);
    if (!sameState(now.state, change.before))
      throw new Failure('tryAgain', said.changedMeanwhile(change.path));
  }
}

export function filesOf(plan: Plan): readonly FileChange[] {
  return plan.changes.filter((change) => change.kind === 'file');
}

/** Makes all changes of a plan, in its order, each announced in the journal first. */
export async function makeChanges(
  context: TransactContext,
  progress: Progress,
  { watch, emit }: { readonly watch: Watch; readonly emit: Emit },
): Promise<void> {
  for (const [index, change] of progress.plan.changes.entries()) {
    watch.check();
    if (change.kind === 'effect' && !takesPlace(change.effect, context.facts)) continue;
    const part =
      change.kind === 'file'
        ? ({ phase: 'write', subject: change.path } as const)
        : ({ phase: 'effect', subject: change.effect } as const);
    await during(emit, part, () => makeChange(context, progress, { index, change }));
  }
}

async function makeChange(
  context: TransactContext,
  progress: Progress,
  { index, change }: { readonly index: number; readonly change: Change },
): Promise<void> {
  const { files } = context.ports;
  if (change.kind === 'effect') {
    await mark(context, progress, { index, mark: 'intent' });
    await effects[change.effect].run(context);
  } else {
    const created = change.after.kind === 'file' ? await files.missingDirectories(change.path) : [];
    await mark(context, progress, { index, mark: 'intent', created });
    await files.replace(change.path, change.after, change.before);
  }
  await mark(context, progress, { index, mark: 'done' });
}

/** Marks a step in the journal and in the progress, in this order. */
export async function mark(
  { ports }: Pick<TransactContext, 'ports'>,
  progress: Progress,
  step: { readonly index: number; readonly mark: StepMark; readonly created?: readonly string[] },
): Promise<void> {
  const created = step.created ?? [];
  await ports.journal.mark(progress.id, step.index, step.mark, created);
  progress.marks.push({ index: step.index, mark: step.mark });
  progress.createdDirectories.push(...created);
}
