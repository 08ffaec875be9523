import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import type { Emit } from '../events.ts';
import { carryOut, unchanged } from './carry-out.ts';
import type { TransactContext, Transacted } from './context.ts';
import { refuseTooLittle } from './decide.ts';
import { takeLock } from './lock.ts';
import { type Recovered, recover } from './recover.ts';
import { createWatch } from './watch.ts';
import { said } from './words.ts';
import { checkBefore } from './write.ts';

/**
 * Makes the host be what a plan says, or leaves it as it was.
 *
 * @returns what came of it; `exit` is done, putBack, putBackIncomplete, or the signal's
 * @throws Failure with nothing changed: tryAgain (locked, or the host is no longer what the plan
 * was made for), cannotWrite, needsRoot, needsDecision, invalidInput (the engine's own check)
 */
export async function transact(
  plan: Plan,
  context: TransactContext,
  emit: Emit,
): Promise<Transacted> {
  const { journal, clock } = context.ports;
  refuseTooLittle(plan, context.options.restart);
  // the way of most runs: nothing to do, so no lock, no service manager, nothing written
  let isDisturbed = (await journal.pending()) !== null;
  if (asksNothing(plan, context) && !isDisturbed) return unchanged(plan, context);
  const watch = createWatch(clock, context.options.deadlineMs, context.signal);
  const release = await takeLock(context, watch.remainingMs(), (event) => {
    if (event.kind === 'waiting') isDisturbed = true;
    emit(event);
  });
  try {
    watch.check();
    const recovered = await recover(context, emit);
    const current = await currentPlan(plan, context, { recovered, isDisturbed });
    const result = asksNothing(current.plan, current.context)
      ? unchanged(current.plan, current.context)
      : await carryOut(current.plan, current.context, { watch, emit });
    return withWarning(result, recovered?.said ?? null);
  } finally {
    await release();
  }
}

/** Nothing to write, and nothing the service may be told. */
function asksNothing(plan: Plan, { facts, options }: TransactContext): boolean {
  const silent = plan.action === 'none' || !facts.live || options.restart === 'never';
  return plan.changes.length === 0 && silent;
}

/**
 * The plan was made without the lock, so that a run with nothing to do needs none. Under the lock
 * the host must still be what it was made for; if not, it is made again, once. Where another run
 * was at work meanwhile, files alone do not tell: the engine may have other values by now.
 */
async function currentPlan(
  plan: Plan,
  context: TransactContext,
  since: { readonly recovered: Recovered | null; readonly isDisturbed: boolean },
): Promise<{ readonly plan: Plan; readonly context: TransactContext }> {
  const stale = since.recovered
    ? new Failure('tryAgain', said.stalePlan())
    : await staleness(context, plan);
  if (stale === null && !(since.isDisturbed && context.replan)) return { plan, context };
  if (!context.replan) throw stale;
  const again = await context.replan();
  refuseTooLittle(again.plan, context.options.restart);
  return { plan: again.plan, context: { ...context, facts: again.facts } };
}

async function staleness(context: TransactContext, plan: Plan): Promise<Failure | null> {
  try {
    await checkBefore(context, plan);
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function withWarning(result: Transacted, warning: Said | null): Transacted {
  return warning === null ? result : { ...result, warnings: [...result.warnings, warning] };
}
