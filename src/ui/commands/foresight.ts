import type { HostFacts } from '../../domain/facts.ts';
import { makePlan } from '../../engine/plan/plan.ts';
import { type Foreseen, foresee } from '../../engine/view/profile.ts';
import type { Run } from '../cli/command.ts';
import { profileWishes } from '../cli/desired.ts';
import { planOptionsOf } from './applying.ts';

/**
 * With `--profile`, what a host would be like once that was applied; null without it.
 * @throws Failure invalidInput for the profile; the function, as a plan does
 */
export async function foresightOf(run: Run): Promise<((facts: HostFacts) => Foreseen) | null> {
  const name = run.options.text('profile');
  if (name === null) return null;
  const desired = await profileWishes(run, name);
  const options = { ...planOptionsOf(run), restart: 'auto' as const };
  return (facts) => foresee(facts, desired, makePlan(desired, facts, options));
}
