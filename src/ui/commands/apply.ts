import type { DesiredState } from '../../domain/desired.ts';
import type { ApplyDocument } from '../../domain/documents.ts';
import { type ExitName, Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Transacted } from '../../engine/transact/context.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { readDesired } from '../cli/desired.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { planDocument, transactedDocument } from '../reports/apply/document.ts';
import { applyPage } from '../reports/apply/human.ts';
import { jsonText } from '../text/json.ts';
import { say } from '../words/index.ts';
import { carryOut, planFor, replanner, tellPutBack } from './applying.ts';
import { confirmDisruption, confirmLoosening } from './consent.ts';
import { sayFirst } from './notes.ts';

/** `dockcfg apply [PROFILE|-]`: makes the host match, or with --check says what that would take. */
export const apply: CommandAction = (run) =>
  applyOrPlan(run, { check: run.options.flag('check'), diff: run.options.flag('diff') });

/** `dockcfg plan`: `apply --check --diff` under a name of its own. */
export const plan: CommandAction = (run) => applyOrPlan(run, { check: true, diff: true });

async function applyOrPlan(
  run: Run,
  { check, diff }: { readonly check: boolean; readonly diff: boolean },
): Promise<ExitName> {
  const format = formatOf(run.options, ['human', 'json']);
  refuseHealthy(run);
  const desired = await readDesired(run);
  const host = await openHost(run);
  sayFirst(run, host.facts);
  const made = planFor(run, host, desired);
  if (check) {
    const document = planDocument(made, run.terminal.language);
    report(run, host, { document, format, diff });
    return isPending(made) && run.options.flag('detailed-exitcode') ? 'changesPending' : 'done';
  }
  await networkFirst(run, host, { desired, made });
  await confirmLoosening(run, made, 'named');
  await confirmDisruption(run, made);
  const done = await carryOut(run, host, { plan: made, replan: replanner(run, host, desired) });
  return tellDone(run, host, { done, format, diff });
}

function refuseHealthy({ options }: Run): void {
  if (options.text('wait-for') !== 'healthy') return;
  throw new Failure(
    'usage',
    say((words) => words.asked.onlyNetwork),
  );
}

/** With `--wait-for network`: the names that are waited for are those that will count. */
async function networkFirst(
  run: Run,
  host: Host,
  { desired, made }: { readonly desired: DesiredState; readonly made: Plan },
): Promise<void> {
  if (run.options.text('wait-for') !== 'network') return;
  // Loaded late: most runs do not wait, and have nothing to do with the network.
  const { awaitNetwork } = await import('./waiting.ts');
  const { foresee } = await import('../../engine/view/profile.ts');
  await awaitNetwork(run, host, foresee(host.facts, desired, made).view);
}

function isPending({ changes, action }: Plan): boolean {
  return changes.length > 0 || action !== 'none';
}

export interface Shown {
  readonly format: string;
  readonly diff: boolean;
  /** it was tried, and put back */
  readonly failed?: boolean;
}

/** Prints a plan, or what came of it, on stdout. */
export function report(
  { terminal }: Run,
  { ports, facts }: Host,
  { document: made, format, ...shown }: Shown & { readonly document: ApplyDocument },
): void {
  const { out: style, words } = terminal;
  const context = { style, words, root: ports.root, ...shown };
  // a program reads no stderr, so what was said there first comes first here
  const warnings = [...facts.notes.map(terminal.say), ...made.warnings];
  const document = format === 'json' ? { ...made, warnings } : made;
  const json = jsonText(document);
  terminal.result(format === 'json' ? json : applyPage(document, context));
}

/** Prints what was done, and on stderr why it was put back and what could not be. */
export function tellDone(
  run: Run,
  host: Host,
  { done, ...shown }: Shown & { readonly done: Transacted },
): ExitName {
  const document = transactedDocument(done, run.terminal.language);
  report(run, host, { ...shown, document, failed: done.failure !== null });
  tellPutBack(run, done);
  return done.exit;
}
