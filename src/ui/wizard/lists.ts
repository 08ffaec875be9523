import { parseInsecureEntry } from '../../domain/insecure.ts';
import { normalisedMirror, parseMirrorUrl } from '../../domain/mirror-url.ts';
import type { Said } from '../../domain/said.ts';
import type { Words } from '../words/index.ts';
import { back } from './asker.ts';
import type { Step, StepContext } from './step.ts';

interface ListQuestion {
  readonly key: 'registry-mirrors' | 'insecure-registries';
  texts(words: Words): { readonly about: string; readonly label: string };
  current(context: StepContext): readonly string[];
  /** why the engine would not take an entry */
  problem(entry: string, context: StepContext): Said | null;
  /** the form in which two entries mean the same */
  normal(entry: string): string;
}

/** A question for a whole list; answered with what is there already, it wishes nothing. */
function listStep(question: ListQuestion): Step {
  return {
    answers: [question.key],
    ask: async (context) => {
      const { asker, terminal } = context;
      const { nothing } = terminal.words.setup;
      const before = answeredList(context.profile[question.key]) ?? question.current(context);
      const answer = await asker.text({
        ...question.texts(terminal.words),
        current: before.join(' ') || nothing,
        problem: (typed) => {
          const problem = entriesOf(typed, nothing)
            .map((entry) => question.problem(entry, context))
            .find((said) => said !== null);
          return problem ? terminal.say(problem) : null;
        },
      });
      if (answer === back) return back;
      const entries = entriesOf(answer, nothing);
      const normal = (list: readonly string[]) => list.map(question.normal).join(' ');
      const same = normal(entries) === normal(question.current(context));
      return same ? {} : { [question.key]: entries };
    },
  };
}

export const mirrors = listStep({
  key: 'registry-mirrors',
  texts: (words) => words.setup.mirrors,
  current: ({ view }) => view.mirrors,
  problem: (entry, { facts }) => {
    const parsed = parseMirrorUrl(entry, facts.engine.version);
    return 'problem' in parsed ? parsed.problem : null;
  },
  normal: normalisedMirror,
});

export const insecureRegistries = listStep({
  key: 'insecure-registries',
  texts: (words) => words.setup.insecure,
  current: ({ view }) => view.insecure,
  problem: (entry) => {
    const parsed = parseInsecureEntry(entry);
    return 'problem' in parsed ? parsed.problem : null;
  },
  normal: (entry) => entry,
});

function entriesOf(answer: string, nothing: string): readonly string[] {
  return answer === nothing ? [] : answer.split(/\s+/).filter((entry) => entry !== '');
}

function answeredList(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value : null;
}
