import type { DesiredState } from '../../domain/desired.ts';
import type { ExitName } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import type { Host } from '../cli/host.ts';
import { planDocument } from '../reports/apply/document.ts';
import { report, tellDone } from './apply.ts';
import { carryOut, planFor, replanner } from './applying.ts';
import { confirmDisruption } from './consent.ts';
import { sayFirst } from './notes.ts';

/** How a plan is made, and made again under the lock. */
export interface Change {
  readonly plan: Plan;
  readonly replan: ReturnType<typeof replanner>;
}

/** Makes a host be as desired, by the way every change goes: plan, consent, transaction, report. */
export function changeHost(run: Run, host: Host, desired: DesiredState): Promise<ExitName> {
  return change(run, host, {
    plan: planFor(run, host, desired),
    replan: replanner(run, host, desired),
  });
}

/** Carries a plan out, or with --check shows it. */
export async function change(run: Run, host: Host, { plan, replan }: Change): Promise<ExitName> {
  sayFirst(run, host.facts);
  const { options, terminal } = run;
  const format = formatOf(options, ['human', 'json']);
  const shown = { format, diff: options.flag('diff') };
  if (options.flag('check')) {
    report(run, host, { ...shown, document: planDocument(plan, terminal.language) });
    const pending = plan.changes.length > 0 || plan.action !== 'none';
    return pending && options.flag('detailed-exitcode') ? 'changesPending' : 'done';
  }
  await confirmDisruption(run, plan);
  const done = await carryOut(run, host, { plan, replan });
  return tellDone(run, host, { ...shown, done });
}
