import type { DesiredState } from '../../domain/desired.ts';
import type { HostFacts } from '../../domain/facts.ts';
import { Failure } from '../../domain/failure.ts';
import type { Deed } from '../../domain/finding.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Said } from '../../domain/said.ts';
import { makePlan, type PlanOptions } from '../plan/plan.ts';
import { viewOf } from '../view/view.ts';
import type { Choice } from './choose.ts';
import { Disagreement, mergeDesired } from './merge.ts';
import { said } from './words.ts';

/** What is asked of the host: the wishes of all remedies taken, and their deeds. */
export interface Order {
  readonly desired: DesiredState;
  readonly deeds: readonly Deed[];
}

export interface Proposal {
  readonly order: Order;
  /** null when nothing could be planned */
  readonly plan: Plan | null;
  readonly taken: readonly Choice[];
  readonly left: readonly Left[];
}

/** A remedy that was not carried out, and why. */
export interface Left {
  readonly choice: Choice;
  readonly why: Said;
}

/**
 * One plan for as many remedies as fit together, in their order: what comes first is what has to
 * be repaired first. What does not fit is left, with the reason; when the rest is done it may fit.
 */
export function proposalFor(
  choices: readonly Choice[],
  facts: HostFacts,
  options: PlanOptions,
): Proposal {
  const nothing = { desired: {}, deeds: [] };
  // What keeps the engine from starting in two places lets nothing be planned for one of them.
  const all = choices.length > 1 ? together(nothing, choices, { facts, options }) : null;
  if (all) return { ...all, taken: choices, left: [] };
  let proposal: Proposal = { order: nothing, plan: null, taken: [], left: [] };
  for (const choice of choices) {
    const next = extended(proposal, choice, { facts, options });
    proposal =
      'plan' in next
        ? { ...proposal, ...next, taken: [...proposal.taken, choice] }
        : { ...proposal, left: [...proposal.left, { choice, why: next.why }] };
  }
  return proposal;
}

/** Everything in one plan; null where that cannot be. */
function together(
  order: Order,
  choices: readonly Choice[],
  setting: Setting,
): Pick<Proposal, 'order' | 'plan'> | null {
  const base = viewOf(setting.facts, 'files');
  try {
    const desired = choices
      .map(({ remedy }) => remedy.desired)
      .reduce((one, other) => mergeDesired(one, other, base), order.desired);
    const deeds = choices.flatMap(({ remedy }) => remedy.deeds ?? []);
    return {
      order: { desired, deeds },
      plan: planOf({ desired, deeds }, setting.facts, setting.options),
    };
  } catch (error) {
    if (error instanceof Disagreement || error instanceof Failure) return null;
    throw error;
  }
}

interface Setting {
  readonly facts: HostFacts;
  readonly options: PlanOptions;
}

function extended(
  { order }: Proposal,
  { remedy }: Choice,
  { facts, options }: Setting,
): { readonly order: Order; readonly plan: Plan } | { readonly why: Said } {
  try {
    const base = viewOf(facts, 'files');
    const desired = mergeDesired(order.desired, remedy.desired, base);
    const deeds = [...order.deeds, ...(remedy.deeds ?? [])];
    return { order: { desired, deeds }, plan: planOf({ desired, deeds }, facts, options) };
  } catch (error) {
    if (error instanceof Disagreement) return { why: said.disagrees(error.key) };
    if (error instanceof Failure) return { why: error.said };
    throw error;
  }
}

/** @throws Failure as makePlan does */
export function planOf({ desired, deeds }: Order, facts: HostFacts, options: PlanOptions): Plan {
  return makePlan(desired, facts, { ...options, deeds });
}

/** Whether carrying it out would do anything. */
export function isPending({ changes, action }: Plan): boolean {
  return changes.length > 0 || action !== 'none';
}
