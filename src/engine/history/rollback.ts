import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { ReadFiles } from '../../ports/files.ts';
import type { Journal, TransactionRecord } from '../../ports/journal.ts';
import { said } from '../transact/words.ts';
import { undoneBy } from './history.ts';
import { type Difference, inverseOf } from './inverse.ts';
import { obstacleTo } from './obstacle.ts';

/** What undoing a transaction amounts to. */
export type Rollback =
  | {
      /** carry it out with transact, `undoes` set to the record's id */
      readonly kind: 'plan';
      readonly record: TransactionRecord;
      readonly plan: Plan;
      /** why the engine would not start with what is put back; null where it would */
      readonly obstacle: Said | null;
    }
  | {
      /** its run died in the middle: `rollbackOpen` puts it back */
      readonly kind: 'open';
      readonly record: TransactionRecord;
    }
  | {
      /** a later change touched the same files; nothing can be done without a decision (78) */
      readonly kind: 'conflict';
      readonly record: TransactionRecord;
      readonly said: Said;
      readonly differences: readonly Difference[];
    };

interface Host {
  readonly ports: { readonly journal: Journal; readonly files: ReadFiles };
  readonly facts: HostFacts;
}

/**
 * Plans to undo one transaction: its inverse, as a plan like any other, judged against what stands
 * on the host now.
 *
 * @param id null: the one that a run left open, else the last that has not been undone, so that
 * repeating it walks further back
 * @throws Failure usage where there is no such transaction, or it was put back by its own run
 */
export async function planRollback(host: Host, id: string | null): Promise<Rollback> {
  const records = await host.ports.journal.list();
  const record = id === null ? lastStanding(records) : records.find((each) => each.id === id);
  if (!record) throw new Failure('usage', said.noTransaction(id));
  if (record.end === 'open') return { kind: 'open', record };
  if (record.end === 'undone') throw new Failure('usage', said.alreadyUndone(record.id));
  const { plan, differences } = await inverseOf(host, record);
  if (differences.length === 0)
    return { kind: 'plan', record, plan, obstacle: obstacleTo(plan, record, host.facts) };
  const paths = differences.map((each) => each.path);
  return { kind: 'conflict', record, differences, said: said.laterChange(paths, record.id) };
}

/**
 * The same again under the lock, on a host that has changed since: another run came to its end, or
 * one that died was put back first.
 * @throws Failure needsDecision where a later change is in the way by now; else as planRollback
 */
export async function replanRollback(
  { ports, gather }: Pick<Host, 'ports'> & { readonly gather: () => Promise<HostFacts> },
  id: string,
): Promise<{ readonly plan: Plan; readonly facts: HostFacts; readonly obstacle: Said | null }> {
  const facts = await gather();
  const found = await planRollback({ ports, facts }, id);
  if (found.kind === 'conflict') throw new Failure('needsDecision', found.said);
  // under the lock nothing is open any more: it has been put back, or that has failed for good
  if (found.kind === 'open') throw new Failure('tryAgain', said.stalePlan());
  return { plan: found.plan, facts, obstacle: found.obstacle };
}

function lastStanding(records: readonly TransactionRecord[]): TransactionRecord | undefined {
  const open = records.find((each) => each.end === 'open');
  const stands = (each: TransactionRecord) =>
    each.end === 'committed' && each.undoes === undefined && undoneBy(each.id, records) === null;
  return open ?? records.find(stands);
}
