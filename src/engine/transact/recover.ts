import { Failure } from '../../domain/failure.ts';
import type { Said } from '../../domain/said.ts';
import type { TransactionRecord } from '../../ports/journal.ts';
import { during, type Emit } from '../events.ts';
import type { Leftover, TransactContext } from './context.ts';
import { takeLock } from './lock.ts';
import { undo } from './undo.ts';
import { said } from './words.ts';

export interface Recovered {
  readonly record: TransactionRecord;
  readonly leftovers: readonly Leftover[];
  readonly said: Said;
}

/**
 * Puts back what a run that died had begun. A transaction counts from the line in its journal that
 * says so, which is only written once the engine has shown the values; everything short of that is
 * put back, so that the host is never left on values nobody has proved.
 *
 * The caller holds the lock, so an open transaction is nobody's.
 * @returns null when there is none
 * @throws Failure putBackIncomplete when the machine refuses: nothing else should be tried first
 */
export async function recover(
  context: Pick<TransactContext, 'ports' | 'facts'>,
  emit: Emit,
): Promise<Recovered | null> {
  const record = await context.ports.journal.pending();
  if (record === null) return null;
  return during(emit, { phase: 'recover', subject: record.id }, () =>
    putBack(context, record, emit),
  );
}

/**
 * `dockcfg rollback` of a run that died: waits for the lock, so that a run which is merely slow is
 * not taken for dead, then puts back what is still open.
 *
 * @returns null when the other run came to its end by itself
 * @throws Failure tryAgain when the lock is not to be had in time; else as recover
 */
export async function rollbackOpen(
  context: Pick<TransactContext, 'ports' | 'facts' | 'options' | 'signal'>,
  emit: Emit,
): Promise<Recovered | null> {
  const release = await takeLock(context, context.options.deadlineMs, emit);
  try {
    return await recover(context, emit);
  } finally {
    await release();
  }
}

async function putBack(
  context: Pick<TransactContext, 'ports' | 'facts'>,
  record: TransactionRecord,
  emit: Emit,
): Promise<Recovered> {
  const { id, by } = record;
  const { leftovers, isOpen } = await undo(context, record, { emit, isLastTry: true });
  const reasons = leftovers.map((each) => each.said);
  if (isOpen) throw new Failure('putBackIncomplete', said.notRecovered(id, reasons));
  const told =
    reasons.length === 0 ? said.recovered(id, by.user) : said.recoveredPartly(id, reasons);
  return { record, leftovers, said: told };
}
