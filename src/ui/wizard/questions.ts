import type { WrittenProfile } from '../cli/wished-profile.ts';
import { back } from './asker.ts';
import { mergeProfiles } from './profiles.ts';
import { isAnswered, type Step, type StepContext } from './step.ts';
import { steps } from './steps.ts';

/**
 * Asks what the flags left open, one question after the other; going back asks the one before
 * again, with what was answered there as the new answer to keep.
 * @returns the profile of flags and answers together
 */
export async function askEverything(
  given: WrittenProfile,
  context: Omit<StepContext, 'profile'>,
): Promise<WrittenProfile> {
  const open = steps.filter((step) => !isAnswered(step, given));
  const answers = new Map<Step, WrittenProfile>();
  for (let at = 0; at < open.length; ) {
    const step = open[at];
    if (!step) break;
    const answer = await step.ask({ ...context, profile: together(given, answers) });
    if (answer === back) {
      at = Math.max(0, at - 1);
      continue;
    }
    answers.set(step, answer);
    at += 1;
  }
  return together(given, answers);
}

function together(
  given: WrittenProfile,
  answers: ReadonlyMap<Step, WrittenProfile>,
): WrittenProfile {
  return [...answers.values()].reduce(mergeProfiles, given);
}
