import type { FileState, HostFacts } from '../../domain/facts.ts';
import { sameState } from '../../domain/file-state.ts';
import type { Json } from '../../domain/json.ts';
import type {
  EffectChange,
  Expectation,
  FileChange,
  Plan,
  ServiceAction,
} from '../../domain/plan.ts';
import { absentDaemonJson, readDaemonJson } from '../../formats/daemon-json.ts';
import type { ReadFiles } from '../../ports/files.ts';
import type { TransactionRecord } from '../../ports/journal.ts';
import { disruptionOf } from '../plan/disruption.ts';
import { overlay } from '../plan/overlay.ts';
import { keptLists } from '../transact/undo-settle.ts';
import { differing } from '../transact/verify.ts';
import { said } from '../transact/words.ts';
import { filesOf } from '../transact/write.ts';
import { redactedDiff } from './history.ts';

/** How a file differs from what the transaction made of it. */
export interface Difference {
  readonly path: string;
  /** unified diff, secrets masked, from what the transaction wrote to what stands there */
  readonly diff: string;
}

export interface Inverse {
  readonly plan: Plan;
  /** not empty: later changes are in the way, and the plan covers only the rest */
  readonly differences: readonly Difference[];
}

/** The plan that undoes a transaction on the host as it is now. */
export async function inverseOf(
  host: { readonly ports: { readonly files: ReadFiles }; readonly facts: HostFacts },
  record: TransactionRecord,
): Promise<Inverse> {
  const changes: FileChange[] = [];
  const differences: Difference[] = [];
  for (const change of [...filesOf(record.plan)].reverse()) {
    const { state } = await host.ports.files.snapshot(change.path);
    if (sameState(state, change.before)) continue;
    if (sameState(state, change.after)) changes.push(swapped(change, record.id));
    else differences.push(differenceOf(change, state));
  }
  return { plan: planOf(changes, record, host.facts), differences };
}

function swapped(change: FileChange, id: string): FileChange {
  const { before, after } = change;
  return { ...change, before: after, after: before, because: [said.undoes(id)] };
}

function differenceOf(
  { path, after }: FileChange,
  now: Parameters<typeof sameState>[0],
): Difference {
  const shown: FileState = now.kind === 'unreadable' ? { kind: 'absent' } : now;
  return { path, diff: redactedDiff(path, after, shown) };
}

function planOf(changes: readonly FileChange[], record: TransactionRecord, facts: HostFacts): Plan {
  const expects = expectsOf(changes, record, facts);
  const action = actionOf(changes, record, { facts, expects });
  const effects = changes.length === 0 ? [] : effectsOf(record);
  return {
    changes: [...changes, ...effects],
    action,
    reason: said.undoes(record.id),
    disruption: disruptionOf(action, facts, overlay(facts, changes)),
    conflicts: [],
    expects: action === 'reload' ? expects : [],
    warnings: [],
    loosens: loosenedBy(changes, facts),
  };
}

/**
 * What it took to bring the values in, it takes to take them out. Nothing, where they never came
 * in: `--restart never` wrote the files, and the engine has not read them since.
 */
function actionOf(
  changes: readonly FileChange[],
  record: TransactionRecord,
  { facts, expects }: { readonly facts: HostFacts; readonly expects: readonly Expectation[] },
): ServiceAction {
  const { plan, verb } = record;
  if (!facts.live || changes.length === 0) return 'none';
  const needed = plan.required ?? plan.action;
  const sameRun = record.instance === undefined || record.instance === facts.process?.instance;
  const neverRead = verb === null && facts.info !== null && sameRun;
  return neverRead && differing(expects, facts.info).length === 0 ? 'none' : needed;
}

/** Each reads all files again, so it is its own inverse, once the files are back. */
function effectsOf({ plan, id }: TransactionRecord): readonly EffectChange[] {
  return plan.changes.flatMap((change) =>
    change.kind === 'effect' ? [{ ...change, because: [said.undoes(id)] }] : [],
  );
}

/**
 * The lists as the old daemon.json has them; where it has none, what the engine showed then, since
 * a reload would keep what it shows now. After a restart the files speak for themselves.
 */
function expectsOf(
  changes: readonly FileChange[],
  { plan, shown }: TransactionRecord,
  { layout }: HostFacts,
): readonly Expectation[] {
  const change = changes.find(({ path }) => path === layout.daemonJson);
  const values = change ? valuesIn(change.after) : {};
  return plan.expects
    .filter(({ key }) => keptLists.includes(key))
    .map(({ key }) => {
      const before = shown?.find((each) => each.key === key);
      return { key, value: values[key] ?? before?.value ?? [] };
    });
}

function valuesIn(state: FileState): { readonly [key: string]: Json } {
  const document = state.kind === 'file' ? readDaemonJson(state.bytes, null) : absentDaemonJson;
  return document.kind === 'ok' ? document.values : {};
}

/** Going back may exempt hosts from certificate checks again; that needs the same consent. */
function loosenedBy(changes: readonly FileChange[], { layout }: HostFacts): readonly string[] {
  const change = changes.find(({ path }) => path === layout.daemonJson);
  if (!change) return [];
  const [now, then] = [change.before, change.after].map((state) => insecureIn(state));
  return (then ?? []).filter((entry) => !now?.includes(entry));
}

function insecureIn(state: FileState): readonly string[] {
  const list = valuesIn(state)['insecure-registries'];
  return Array.isArray(list) ? list.map(String) : [];
}
