import { Failure } from '../../domain/failure.ts';
import { printableLine } from '../text/printable.ts';
import { wrap } from '../text/wrap.ts';
import { type Back, back, type Choice } from './asker.ts';
import type { StepContext } from './step.ts';

/** Says something about an answer, below it. */
export function tell({ terminal }: Pick<StepContext, 'terminal'>, text: string): void {
  for (const line of wrap(printableLine(text), terminal.err.columns)) terminal.note(line);
}

/**
 * Tries an answer, saying so meanwhile where there is something to wait for.
 * @returns null when it could not be tried, which has been said
 */
export async function attempt<Seen>(
  context: Pick<StepContext, 'terminal' | 'outside'>,
  subject: string | null,
  work: () => Promise<Seen>,
): Promise<Seen | null> {
  const { terminal, outside } = context;
  if (subject !== null) tell(context, terminal.words.setup.trying(subject));
  try {
    return await work();
  } catch (error) {
    outside.signal.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    tell(context, terminal.say(error.said));
    return null;
  }
}

/** What to do with an answer that did not stand its trial. */
export type Ruling<Other extends string = never> = 'change' | 'keep' | Back | Other;

/** Asks that; to answer again comes first, so that Enter alone keeps nothing that is broken. */
export function rule<Other extends string = never>(
  { asker, terminal }: Pick<StepContext, 'asker' | 'terminal'>,
  others: readonly Choice<Other>[] = [],
): Promise<Ruling<Other>> {
  const { title, change, keep, goBack } = terminal.words.setup.ruling;
  return asker.choose<Ruling<Other>>(title, [
    { value: 'change', name: change },
    ...others,
    { value: 'keep', name: keep },
    { value: back, name: goBack },
  ]);
}
