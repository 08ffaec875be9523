import type { HostFacts, Unread } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { FileChange } from '../../domain/plan.ts';
import type { Journal, TransactionRecord } from '../../ports/journal.ts';
import { systemTrust } from '../../targets/system-trust.ts';
import { filesOf } from '../transact/write.ts';

/**
 * Files that were written under the engine that runs now and that it was told nothing of
 * (`--restart never`). Most keys cannot be asked of an engine, so the journal has to remember.
 * What an administrator reloads or restarts by hand: a restart makes another run of the engine, and
 * a reload is done once more.
 *
 * @returns nothing where the journal cannot be read: then nobody but root wrote in it, and only
 * root may change anything
 */
export async function unreadFiles(
  journal: Pick<Journal, 'during'> | undefined,
  process: HostFacts['process'],
): Promise<Pick<HostFacts, 'unread' | 'unreadTrust'>> {
  const instance = process?.instance;
  if (instance === undefined || journal === undefined) return nothingUnread;
  try {
    const records = await journal.during(instance);
    const committed = records.filter((each) => each.end === 'committed');
    return { unread: unreadAmong(committed), unreadTrust: committed.some(onlyBuiltTrust) };
  } catch (error) {
    if (error instanceof Failure) return nothingUnread;
    throw error;
  }
}

const nothingUnread = { unread: [] };

/**
 * The bundle was built of what lay among its sources already, so that no file of the transaction
 * tells of it; a restart would have made another run of the engine.
 */
function onlyBuiltTrust({ plan, verb }: TransactionRecord): boolean {
  const builds = plan.changes.some(
    (change) => change.kind === 'effect' && change.effect === 'update-trust',
  );
  return (
    builds && verb !== 'restart' && !filesOf(plan).some(({ target }) => target === systemTrust.id)
  );
}

/** @param records newest first */
function unreadAmong(records: readonly TransactionRecord[]): readonly Unread[] {
  const reload = records.findIndex((each) => each.verb !== null);
  const sinceReload = firstBefore(records.slice(0, reload < 0 ? undefined : reload));
  return [...firstBefore(records)].map(([path, atStart]) => ({
    path,
    atStart,
    atReload: sinceReload.get(path) ?? null,
  }));
}

/** What stood at each path before the first of the transactions that told the engine nothing. */
function firstBefore(
  records: readonly TransactionRecord[],
): ReadonlyMap<string, FileChange['before']> {
  const untold = records.filter((each) => each.verb === null);
  return new Map(
    untold.flatMap(({ plan }) => filesOf(plan)).map(({ path, before }) => [path, before]),
  );
}
