import type { EngineInfo } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { ServiceVerb } from '../../ports/journal.ts';
import type { Emit } from '../events.ts';
import { actOnService } from './act.ts';
import type { TransactContext, Transacted } from './context.ts';
import { leftToStart, required, verbFor } from './decide.ts';
import { takesPlace } from './effects.ts';
import { lookAtService, type ServiceNow } from './serve.ts';
import { withoutForeignPrograms } from './tree-programs.ts';
import { undo } from './undo.ts';
import { validateCandidate } from './validate.ts';
import { shownBy, verify } from './verify.ts';
import { Stopped, type Watch } from './watch.ts';
import { said } from './words.ts';
import { filesOf, makeChanges, type Progress, progressOf } from './write.ts';

export interface Conduct {
  readonly watch: Watch;
  readonly emit: Emit;
}

/** Carries out a plan that fits the host, under the lock. */
export async function carryOut(
  made: Plan,
  context: TransactContext,
  conduct: Conduct,
): Promise<Transacted> {
  await validateCandidate(made, context);
  const service = await lookAtService(context);
  const plan = leftToStart(await withoutForeignPrograms(made, context), context, service);
  const verb = verbFor(plan, context, service);
  if (plan.changes.length === 0 && verb === null) return unchanged(plan, context);
  const { progress, warnings } = await begin(plan, context, { service, verb });
  try {
    warnings.push(...(await guard(context, progress)));
    await makeChanges(context, progress, conduct);
    const info = await actOnService(context, progress, conduct);
    conduct.watch.check();
    warnings.push(...(await clearAway(context, progress)));
    await context.ports.journal.end(progress.id, 'committed');
    return committed(progress, context, { info, warnings });
  } catch (error) {
    return putBack(error, context, { progress, warnings, emit: conduct.emit });
  }
}

/** Nothing to write, and nothing the service may be told. */
export function unchanged(plan: Plan, { facts }: TransactContext): Transacted {
  return {
    exit: 'done',
    plan,
    changed: false,
    applied: true,
    transaction: null,
    verified: verify(plan.expects, facts.info),
    ...required(plan, facts, { verb: null, service: null }),
    warnings: plan.warnings,
    failure: null,
    leftovers: [],
  };
}

async function begin(
  plan: Plan,
  { ports, facts, command, undoes }: TransactContext,
  { service, verb }: { readonly service: ServiceNow; readonly verb: ServiceVerb | null },
): Promise<{ readonly progress: Progress; readonly warnings: Said[] }> {
  const now = ports.clock.now();
  const { uid, sudoUser } = facts.user;
  const progress = progressOf({
    id: await ports.journal.identify(now),
    startedAt: new Date(now).toISOString(),
    ...(facts.process?.instance ? { instance: facts.process.instance } : {}),
    by: { uid, user: sudoUser ?? (uid === 0 ? 'root' : String(uid)) },
    command,
    ...(undoes ? { undoes } : {}),
    plan,
    service: service.before,
    verb,
    shown: facts.info ? shownBy(facts.info, plan.expects) : null,
  });
  const { marks: _marks, createdDirectories: _created, restoredAt: _at, ...start } = progress;
  const warning = await ports.journal.begin(start);
  return { progress, warnings: warning === null ? [] : [warning] };
}

/** Other service managers have nothing that would run before the engine at boot. */
async function guard(
  { ports, facts }: TransactContext,
  progress: Progress,
): Promise<readonly Said[]> {
  if (!['systemd', 'systemd-user', 'snap'].includes(facts.serviceManager)) return [];
  const obstacle = await ports.guard.arm(progress);
  return obstacle ? [said.unguarded(obstacle)] : [];
}

/**
 * The engine has shown the values, so what was kept for the worst is no longer needed. This comes
 * before the line that commits: a run that dies in between is still put back, from the journal's
 * own copies, and one that dies after it leaves nothing lying around. What cannot be removed does
 * no harm.
 */
async function clearAway({ ports }: TransactContext, progress: Progress): Promise<readonly Said[]> {
  try {
    if (progress.service) await ports.guard.disarm(progress.service.unit);
    const files = filesOf(progress.plan);
    for (const { path } of files) await ports.files.sweep(path);
    const gone = files.filter(({ after }) => after.kind === 'absent').map(({ path }) => path);
    if (gone.length > 0) await ports.files.removeEmpty(await madeFor(gone, ports));
    return [];
  } catch (error) {
    if (error instanceof Failure) return [error.said];
    throw error;
  }
}

/**
 * Directories that a transaction once made on the way to files which are gone now. Where a path
 * leads through a link to a folder, its own transaction knows which they are.
 */
async function madeFor(
  gone: readonly string[],
  { journal }: Pick<TransactContext['ports'], 'journal'>,
): Promise<readonly string[]> {
  const records = await journal.list();
  const made = records.flatMap(({ plan, createdDirectories }) => {
    const isMaker = filesOf(plan).some(({ path }) => gone.includes(path));
    return createdDirectories.filter(
      (directory) => isMaker || gone.some((path) => path.startsWith(`${directory}/`)),
    );
  });
  return [...new Set(made)].toSorted();
}

function committed(
  { id, plan, verb, service }: Progress,
  { facts }: TransactContext,
  { info, warnings }: { readonly info: EngineInfo | null; readonly warnings: readonly Said[] },
): Transacted {
  return {
    exit: 'done',
    plan,
    changed: true,
    applied: true,
    transaction: id,
    verified: verify(plan.expects, info),
    ...required(plan, facts, { verb, service }),
    warnings: [...plan.warnings, ...skippedEffects(plan, facts), ...warnings],
    failure: null,
    leftovers: [],
  };
}

function skippedEffects(plan: Plan, facts: TransactContext['facts']): readonly Said[] {
  const effects = plan.changes.filter((change) => change.kind === 'effect');
  const skipped = effects.filter(({ effect }) => !takesPlace(effect, facts));
  return skipped.map(({ effect }) => said.effectSkipped(effect));
}

/**
 * @throws the error itself when it is a bug, or when the very first file could not be written, so
 * that nothing has changed; what had been begun is put back all the same
 */
async function putBack(
  error: unknown,
  context: TransactContext,
  { progress, warnings, emit }: { progress: Progress; warnings: readonly Said[]; emit: Emit },
): Promise<Transacted> {
  const isUntouched = nothingDone(progress);
  const { leftovers } = await undo(context, progress, { emit, isLastTry: false });
  if (!(error instanceof Failure)) throw error;
  if (isUntouched && leftovers.length === 0 && refusals.includes(error.exit)) throw error;
  const whole = error instanceof Stopped ? error.exit : 'putBack';
  return {
    exit: leftovers.length === 0 ? whole : 'putBackIncomplete',
    plan: progress.plan,
    changed: leftovers.length > 0,
    applied: false,
    transaction: progress.id,
    verified: {},
    reloadRequired: false,
    restartRequired: false,
    warnings: [...progress.plan.warnings, ...warnings],
    failure: error.said,
    leftovers,
  };
}

const refusals: readonly string[] = ['cannotWrite', 'needsRoot'];

/** A file that cannot be replaced stays what it was; of an effect nobody can say as much. */
function nothingDone({ marks, plan }: Progress): boolean {
  return marks.every(
    ({ index, mark }) => mark === 'intent' && plan.changes[index]?.kind === 'file',
  );
}
