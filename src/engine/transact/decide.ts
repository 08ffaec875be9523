import { Failure } from '../../domain/failure.ts';
import type { Plan, ServiceAction } from '../../domain/plan.ts';
import type { ServiceBefore, ServiceVerb } from '../../ports/journal.ts';
import type { ServiceState } from '../../ports/services.ts';
import type { TransactContext } from './context.ts';
import type { ServiceNow } from './serve.ts';
import { said } from './words.ts';

type Context = Pick<TransactContext, 'facts' | 'options'>;

/**
 * What the service is told, given what the plan needs and what the user allows.
 *
 * @throws Failure needsDecision when only a reload is allowed and only a restart helps, or when the
 * order would wait for this very program
 */
export function verbFor(
  plan: Plan,
  { facts, options }: Context,
  service: ServiceNow,
): ServiceVerb | null {
  refuseTooLittle(plan, options.restart);
  const verb = verbOf(plan, { facts, options }, service);
  const { before, heldUpBy } = service;
  if (verb !== null && before !== null && heldUpBy !== null)
    throw new Failure('needsDecision', said.waitsForItself(heldUpBy, before.unit));
  return verb;
}

function verbOf(plan: Plan, { facts, options }: Context, service: ServiceNow): ServiceVerb | null {
  const { before, state } = service;
  if (!facts.live || before === null || options.restart === 'never') return null;
  if (!before.active) return startsBy(plan, options.restart, state) ? 'start' : null;
  if (plan.action === 'none') return null;
  return options.restart === 'restart' ? 'restart' : plan.action;
}

/** An engine that waits, with its start, for the unit in which dockcfg runs is told nothing. */
export function leftToStart(
  plan: Plan,
  { facts }: Pick<Context, 'facts'>,
  { before, heldUpBy }: ServiceNow,
): Plan {
  if (heldUpBy === null || before !== null || plan.action === 'none') return plan;
  const warning = said.startsAfterwards(heldUpBy, facts.layout.serviceName);
  return { ...plan, action: 'none', warnings: [...plan.warnings, warning] };
}

/** @throws Failure needsDecision, before anything is written */
export function refuseTooLittle(plan: Plan, allowed: TransactContext['options']['restart']): void {
  if (allowed === 'reload' && plan.action === 'restart')
    throw new Failure('needsDecision', said.reloadIsNotEnough(plan.reason));
}

/** A host that was down is started only where it would start by itself at the next boot. */
function startsBy(
  plan: Plan,
  allowed: TransactContext['options']['restart'],
  state: ServiceState | null,
): boolean {
  const wanted = plan.action !== 'none' && allowed !== 'reload';
  const unmasks = plan.changes.some((each) => each.kind === 'effect' && each.effect === 'unmask');
  return wanted && (unmasks || (state?.enabled === true && !state.masked));
}

/**
 * What remains to be done by somebody else when the service is told nothing; an engine that does
 * not run reads the files whenever it starts.
 */
export function required(
  plan: Plan,
  facts: Context['facts'],
  { verb, service }: { readonly verb: ServiceVerb | null; readonly service: ServiceBefore | null },
): { readonly reloadRequired: boolean; readonly restartRequired: boolean } {
  const isOpen = verb === null && (service?.active ?? isSeen(facts));
  const open: ServiceAction = isOpen ? (plan.required ?? plan.action) : 'none';
  return { reloadRequired: open === 'reload', restartRequired: open === 'restart' };
}

/** Whether an engine runs that no service manager tells of. */
function isSeen({ live, info, process }: Context['facts']): boolean {
  return live && (info !== null || process !== null);
}
