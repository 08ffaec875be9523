import type { Said } from '../../domain/said.ts';
import type { EngineView } from '../../domain/view.ts';
import { misspeltList } from '../../engine/placement/misspelt.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import type { Words } from '../words/index.ts';
import { type Back, back } from './asker.ts';
import type { Step, StepContext } from './step.ts';

export interface ListQuestion {
  readonly key: 'registry-mirrors' | 'insecure-registries';
  texts(words: Words): { readonly about: string; readonly label: string };
  /** what a host has */
  current(view: EngineView): readonly string[];
  /** why the engine would not take an entry */
  problem(entry: string, context: StepContext): Said | null;
  /** the form in which two entries mean the same */
  normal(entry: string): string;
  /** tries the entries: what becomes of them, or null to ask for them again */
  examine(entries: readonly string[], context: StepContext): Promise<Examined | Back | null>;
}

export interface Examined {
  readonly entries: readonly string[];
  /** what else follows from the trial */
  readonly more?: WrittenProfile;
}

/** A question for a whole list; answered with what is there already, it wishes nothing. */
export function listStep(question: ListQuestion): Step {
  return {
    answers: [question.key],
    ask: async (context) => {
      const answered = answeredList(context.profile[question.key]);
      let offered = answered ?? offerOf(question, context);
      for (;;) {
        const entries = await askEntries(question, offered, context);
        if (entries === back) return back;
        const examined = await question.examine(entries, context);
        if (examined === back) return back;
        if (examined !== null) return wishOf(question, examined, context);
        offered = entries;
      }
    },
  };
}

/** What stands under a misspelt name was meant, and does nothing there. */
function offerOf({ key, current }: ListQuestion, { meant, facts }: StepContext): readonly string[] {
  return [...new Set([...current(meant), ...misspeltList(facts, key)])];
}

async function askEntries(
  question: ListQuestion,
  offered: readonly string[],
  context: StepContext,
): Promise<readonly string[] | Back> {
  const { asker, terminal } = context;
  const { nothing } = terminal.words.setup;
  const answer = await asker.text({
    ...question.texts(terminal.words),
    current: offered.join(' ') || nothing,
    problem: (typed) => {
      const problem = entriesOf(typed, nothing)
        .map((entry) => question.problem(entry, context))
        .find((said) => said !== null);
      return problem ? terminal.say(problem) : null;
    },
  });
  return answer === back ? back : entriesOf(answer, nothing);
}

function wishOf(
  question: ListQuestion,
  { entries, more = {} }: Examined,
  context: StepContext,
): WrittenProfile {
  const normal = (list: readonly string[]) => list.map(question.normal).join(' ');
  const same = [context.view, context.meant].every(
    (view) => normal(entries) === normal(question.current(view)),
  );
  return same && !context.isUndecided ? more : { [question.key]: entries, ...more };
}

function entriesOf(answer: string, nothing: string): readonly string[] {
  return answer === nothing ? [] : answer.split(/[\s,]+/).filter((entry) => entry !== '');
}

function answeredList(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value : null;
}
