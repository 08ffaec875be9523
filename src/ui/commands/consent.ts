import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../cli/command.ts';
import { disruptionSentences } from '../reports/apply/disruption.ts';
import { say } from '../words/index.ts';

/**
 * Asks before containers are stopped, where somebody is there to be asked. Scripts have asked for
 * what they do: nothing ever waits for an answer there.
 * @throws Failure needsDecision when the answer is no
 */
export async function confirmDisruption(run: Run, { disruption }: Plan): Promise<void> {
  const { terminal, options } = run;
  if (disruption.containersStopped === 0 || options.flag('yes') || !terminal.interactive) return;
  for (const text of disruptionSentences(disruption, terminal.words)) terminal.note(text);
  if (await yesOrNo(run, terminal.words.apply.goOn)) return;
  throw new Failure(
    'needsDecision',
    say((words) => words.apply.notDone),
  );
}

/** The finding that an insecure entry is the remedy of; its subject is the entry. */
const insecureCode = 'DC2017';

/**
 * Gets an agreement to what is no longer checked: `--accept DC2017=SUBJECT`, or the question.
 * @param how `named`: the wish of a profile or a flag is a script's agreement to the entries that
 * it names; `implied`: they come back with something else
 * @throws Failure needsDecision without an agreement
 */
export async function confirmLoosening(
  run: Run,
  { loosens = [], implied = [] }: Plan,
  how: 'named' | 'implied',
): Promise<void> {
  const { terminal, options } = run;
  const accepted = options.list('accept');
  const asked = how === 'named' && !terminal.interactive ? implied : loosens;
  const open = asked.filter((entry) => !accepted.includes(`${insecureCode}=${entry}`));
  if (open.length === 0) return;
  const accept = open.map((entry) => `--accept ${insecureCode}=${entry}`).join(' ');
  if (!terminal.interactive) {
    throw new Failure(
      'needsDecision',
      say((words) => words.fix.needsAccept(open, accept)),
    );
  }
  terminal.note(terminal.words.apply.loosens(open));
  if (await yesOrNo(run, terminal.words.apply.goOn)) return;
  throw new Failure(
    'needsDecision',
    say((words) => words.apply.notDone),
  );
}

/** Asks a person at the terminal; no is the first answer, so that Enter alone does nothing. */
export async function yesOrNo(
  { terminal, outside }: Pick<Run, 'terminal' | 'outside'>,
  question: string,
): Promise<boolean> {
  const { makeAsker } = await import('../wizard/asker.ts');
  const { streams, signal } = outside;
  const asker = await makeAsker({ streams, terminal, signal });
  return asker.choose(question, [
    { value: false, name: terminal.words.common.no },
    { value: true, name: terminal.words.common.yes },
  ]);
}
