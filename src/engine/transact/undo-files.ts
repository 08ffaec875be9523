import type { FileSnapshot } from '../../domain/facts.ts';
import { sameState } from '../../domain/file-state.ts';
import type { FileChange } from '../../domain/plan.ts';
import type { TransactionRecord } from '../../ports/journal.ts';
import { during, type Emit } from '../events.ts';
import type { Leftover, TransactContext } from './context.ts';
import { spelledOut } from './undo-settle.ts';
import { said } from './words.ts';

/** What is needed of a transaction to put it back. */
export type Undoable = Pick<
  TransactionRecord,
  | 'id'
  | 'startedAt'
  | 'instance'
  | 'plan'
  | 'service'
  | 'verb'
  | 'shown'
  | 'marks'
  | 'createdDirectories'
  | 'restoredAt'
>;

type Context = Pick<TransactContext, 'ports' | 'facts'>;

export interface Begun {
  readonly index: number;
  readonly change: FileChange;
}

/** The file changes that were begun, last first. */
export function begunFiles(record: Undoable): readonly Begun[] {
  return record.plan.changes
    .flatMap((change, index) =>
      change.kind === 'file' && hasBegun(record, index) ? [{ index, change }] : [],
    )
    .reverse();
}

export function hasBegun(record: Undoable, index: number): boolean {
  return record.marks.some((each) => each.index === index && each.mark === 'intent');
}

/**
 * Puts one file back, after a look at what stands there now. Once the boot guard has restored the
 * old files, whatever differs from them is the administrator's, except what no person would write.
 * @returns what is left over when it is neither ours nor the old one: it is somebody's work
 */
export async function putBackFile(
  context: Context,
  record: Undoable,
  { begun, emit }: { readonly begun: Begun; readonly emit: Emit },
): Promise<Leftover | null> {
  const { files, journal } = context.ports;
  const { path, before, after } = begun.change;
  const { state } = await files.snapshot(path);
  if (!sameState(state, before)) {
    const spelled = isSpelledOut(context, record, { change: begun.change, state });
    if (record.restoredAt !== null && !spelled) return null;
    if (state.kind === 'unreadable' || !(spelled || sameState(state, after)))
      return { subject: path, said: said.leftChanged(path, record.id) };
    await during(emit, { phase: 'undo', subject: path }, () => files.replace(path, before, state));
  }
  await journal.mark(record.id, begun.index, 'undone');
  return null;
}

/** daemon.json as it is for the time of one reload (see settleLists). */
function isSpelledOut(
  { facts }: Context,
  record: Undoable,
  { change, state }: { change: FileChange; state: FileSnapshot['state'] },
): boolean {
  if (change.path !== facts.layout.daemonJson || state.kind !== 'file') return false;
  const { before, after } = change;
  // a plan about other keys spells nothing out
  if (sameState(state, after)) return false;
  const spellings = [
    { wanted: after, other: before, shown: record.plan.expects },
    { wanted: before, other: after, shown: record.shown ?? [] },
  ].map(spelledOut);
  return spellings.some((spelling) => spelling !== null && sameState(state, spelling));
}
