import { unifiedDiff } from '../../domain/diff.ts';
import type { FileState } from '../../domain/facts.ts';
import type { Change } from '../../domain/plan.ts';
import { redact } from '../../domain/redact.ts';
import type { Journal, TransactionRecord } from '../../ports/journal.ts';

/** One past transaction, fit to be shown: no secret is left in it. */
export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: string;
  readonly command: string;
  readonly end: TransactionRecord['end'];
  /** the transaction it undid */
  readonly undoes: string | null;
  /** the transaction that undid it */
  readonly undoneBy: string | null;
  readonly service: TransactionRecord['verb'];
  readonly changes: readonly HistoryChange[];
}

export interface HistoryChange {
  readonly target: string;
  readonly path: string | null;
  readonly action: 'create' | 'edit' | 'remove' | 'effect';
  /** unified diff with secrets masked; empty for effects */
  readonly diff: string;
}

/**
 * What was changed, when and by whom, newest first.
 * @throws Failure needsRoot where the journal cannot be read
 */
export async function history(journal: Journal): Promise<readonly HistoryEntry[]> {
  const records = await journal.list();
  return records.map((record) => ({
    id: record.id,
    at: record.startedAt,
    by: record.by.user,
    command: redact(record.command),
    end: record.end,
    undoes: record.undoes ?? null,
    undoneBy: undoneBy(record.id, records),
    service: record.verb,
    changes: record.plan.changes.map(shown),
  }));
}

/** The transaction that undid another and was not put back itself. */
export function undoneBy(id: string, records: readonly TransactionRecord[]): string | null {
  return records.find((each) => each.undoes === id && each.end === 'committed')?.id ?? null;
}

function shown(change: Change): HistoryChange {
  if (change.kind === 'effect')
    return { target: change.effect, path: null, action: 'effect', diff: '' };
  const { target, path, before, after } = change;
  const created = before.kind === 'absent' ? 'create' : 'edit';
  const action = after.kind === 'absent' ? 'remove' : created;
  return { target, path, action, diff: redactedDiff(path, before, after) };
}

/** Secrets are taken out of both sides first, so that no line of a key ends up in a hunk. */
export function redactedDiff(path: string, before: FileState, after: FileState): string {
  return unifiedDiff(path, textOf(before), textOf(after));
}

function textOf(state: FileState): string | null {
  return state.kind === 'absent' ? null : redact(new TextDecoder().decode(state.bytes));
}
