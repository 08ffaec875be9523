import type { DesiredState } from '../../domain/desired.ts';
import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Run } from '../cli/command.ts';
import { desiredOf } from '../cli/desired.ts';
import type { Host } from '../cli/host.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { WrittenProfile } from '../cli/wished-profile.ts';
import { planFor } from '../commands/applying.ts';
import { planDocument } from '../reports/apply/document.ts';
import { applyPage } from '../reports/apply/human.ts';
import { printableLine } from '../text/printable.ts';
import { wrap } from '../text/wrap.ts';
import type { Asker } from './asker.ts';
import { standing } from './meant.ts';
import { askEverything } from './questions.ts';
import { makeTrials } from './trials.ts';

export interface Agreed {
  readonly profile: WrittenProfile;
  readonly desired: DesiredState;
  readonly plan: Plan;
}

export interface Start {
  readonly asker: Asker;
  /** what the flags have answered */
  readonly given: WrittenProfile;
  /** what mirrors are asked for; null for a small public image */
  readonly image: string | null;
}

/** Questions, preview, and the decision, until there is one. Null when nothing is to be done. */
export async function agree(run: Run, host: Host, start: Start): Promise<Agreed | null> {
  const { terminal, outside } = run;
  const { facts } = host;
  const trials = makeTrials(run, host, start.image);
  const { asker } = start;
  for (;;) {
    const context = { asker, terminal, outside, trials, facts, ...standing(run, host) };
    const profile = await askEverything(start.given, context);
    const agreed = await planned(run, host, profile);
    if (agreed) preview(run, host, agreed.plan);
    if (agreed && !isPending(agreed.plan)) return agreed;
    const decision = await decide(run, asker, agreed !== null);
    if (decision === 'apply') return agreed;
    if (decision === 'quit') return null;
  }
}

/** A place in a file comes with its lines, which stay as they are. */
function tellWhyNot({ note, err }: Terminal, why: string): void {
  note('');
  for (const line of why.split('\n')) {
    for (const part of line.startsWith(' ') ? [line] : wrap(line, err.columns)) {
      note(printableLine(part));
    }
  }
}

function isPending({ changes, action }: Plan): boolean {
  return changes.length > 0 || action !== 'none';
}

/** Null when there is no plan for the answers, which has been said. */
async function planned(run: Run, host: Host, profile: WrittenProfile): Promise<Agreed | null> {
  try {
    const desired = await desiredOf(run, profile);
    return { profile, desired, plan: planFor(run, host, desired) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tellWhyNot(run.terminal, run.terminal.say(error.said));
    return null;
  }
}

function preview({ terminal }: Run, { ports }: Host, plan: Plan): void {
  const { words, err, language } = terminal;
  if (plan.changes.length > 0) terminal.note(`\n${words.setup.previewTitle}`);
  const context = { style: err, words, diff: true, root: ports.root };
  terminal.note(applyPage(planDocument(plan, language), context).trimEnd());
}

function decide(
  { terminal }: Run,
  asker: Asker,
  canApply: boolean,
): Promise<'apply' | 'again' | 'quit'> {
  const { choices, decide: question } = terminal.words.setup;
  return asker.choose<'apply' | 'again' | 'quit'>(question, [
    ...(canApply ? [{ value: 'apply' as const, name: choices.apply }] : []),
    { value: 'again', name: choices.again },
    { value: 'quit', name: choices.quit },
  ]);
}
