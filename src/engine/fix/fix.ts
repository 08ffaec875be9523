import type { HostFacts } from '../../domain/facts.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import type { PlanOptions } from '../plan/plan.ts';
import type { Transacted } from '../transact/context.ts';
import { type Acceptance, type Choice, type Consent, choicesFor, isAccepted } from './choose.ts';
import { isPending, type Left, type Order, planOf, proposalFor } from './plan.ts';
import { said } from './words.ts';

/** A diagnosis with the facts it was made from. */
export interface Examined {
  readonly diagnosis: Diagnosis;
  readonly facts: HostFacts;
}

/** Who answers, and who acts: a fix decides, and does neither itself. */
export interface FixContext {
  readonly options: PlanOptions;
  /** what was agreed to on the command line */
  readonly accepts: readonly Acceptance[];
  /** asks for an agreement by name; false where nobody can be asked */
  ask(choice: Choice, consent: Consent): Promise<boolean>;
  /** shows the plan and gets a yes for it */
  confirm(plan: Plan, choices: readonly Choice[]): Promise<boolean>;
  carryOut(plan: Plan, again: Replan): Promise<Transacted>;
  examine(): Promise<Examined>;
}

/** Makes the plan again for a host that has changed meanwhile. */
export type Replan = (facts: HostFacts) => Plan;

export interface Fixed {
  /** what the host is like now */
  readonly examined: Examined;
  /** the findings whose remedies were carried out, in order */
  readonly done: readonly Choice[];
  readonly left: readonly Left[];
  readonly transactions: readonly string[];
  /** the transaction that failed and was put back; null when none did */
  readonly failed: Transacted | null;
}

/**
 * A broken daemon.json hides what it says, and a stopped engine what it runs with: what is behind
 * them is seen in the second round. A third is for what that uncovers.
 */
const mostRounds = 3;

/**
 * Carries out the remedies that are within reach: all that fit together in one transaction, then
 * looks again, and goes on while there is something new to do.
 */
export async function fix(first: Examined, context: FixContext): Promise<Fixed> {
  let fixed: Fixed = { examined: first, done: [], left: [], transactions: [], failed: null };
  for (let round = 0; round < mostRounds; round += 1) {
    const next = await fixOnce(fixed, context);
    if (next === null) break;
    fixed = next;
    if (fixed.failed) break;
  }
  return { ...fixed, left: stillThere(fixed) };
}

/** One round; null when nothing is left that could be done. */
async function fixOnce(fixed: Fixed, context: FixContext): Promise<Fixed | null> {
  const { diagnosis, facts } = fixed.examined;
  const known = new Set([...fixed.done, ...fixed.left.map(({ choice }) => choice)].map(nameOf));
  const fresh = choicesFor(diagnosis.findings).filter((choice) => !known.has(nameOf(choice)));
  const { agreed, left } = await agreedTo(fresh, context);
  const { plan, order, taken, left: unfit } = proposalFor(agreed, facts, context.options);
  const still = [...fixed.left, ...left];
  if (plan === null || !isPending(plan)) {
    const idle = taken.map((choice) => ({ choice, why: said.noEffect() }));
    return left.length + unfit.length + idle.length === 0
      ? null
      : { ...fixed, left: [...still, ...unfit, ...idle] };
  }
  if (!(await context.confirm(plan, taken))) {
    const refused = taken.map((choice) => ({ choice, why: said.notConfirmed() }));
    return { ...fixed, left: [...still, ...refused, ...unfit] };
  }
  const done = await context.carryOut(plan, replanner(order, context.options));
  if (done.exit !== 'done') return { ...fixed, left: still, failed: done };
  return {
    examined: await context.examine(),
    done: [...fixed.done, ...taken],
    left: still,
    transactions: [...fixed.transactions, ...(done.transaction ? [done.transaction] : [])],
    failed: null,
  };
}

function replanner(order: Order, options: PlanOptions): Replan {
  return (facts) => planOf(order, facts, options);
}

async function agreedTo(
  choices: readonly Choice[],
  { accepts, ask }: FixContext,
): Promise<{ readonly agreed: readonly Choice[]; readonly left: readonly Left[] }> {
  const agreed: Choice[] = [];
  const left: Left[] = [];
  for (const choice of choices) {
    const { asks } = choice;
    if (asks === null || isAccepted(asks, accepts) || (await ask(choice, asks)))
      agreed.push(choice);
    else left.push({ choice, why: refusalOf(asks) });
  }
  return { agreed, left };
}

function refusalOf({ code, subject, fingerprints }: Consent): Left['why'] {
  const accepts = fingerprints.map((fingerprint) => `${code}=${fingerprint}`);
  return accepts.length > 0
    ? said.notTrusted(accepts.join(' --accept '))
    : said.notAccepted(`${code}=${subject}`);
}

/** What was left and is no longer found has been helped by something else. */
function stillThere({ examined, done, left }: Fixed): readonly Left[] {
  const found = new Set(
    examined.diagnosis.findings.map(({ code, subject }) => `${code} ${subject}`),
  );
  const useless = done.map((choice) => ({ choice, why: said.didNotHelp() }));
  return [...useless, ...left].filter(({ choice }) => found.has(nameOf(choice)));
}

function nameOf({ finding: { code, subject } }: Choice): string {
  return `${code} ${subject}`;
}
