import type { ApplyDocument } from '../../domain/documents.ts';
import type { ExitName } from '../../domain/failure.ts';
import type { Run } from '../cli/command.ts';
import { desiredOf } from '../cli/desired.ts';
import type { Host } from '../cli/host.ts';
import { planDocument, transactedDocument } from '../reports/apply/document.ts';
import { applyPage } from '../reports/apply/human.ts';
import { tellDone } from './apply.ts';
import { carryOut, planFor, replanner } from './applying.ts';
import { confirmDisruption, yesOrNo } from './consent.ts';

export interface Written {
  readonly document: ApplyDocument;
  readonly exit: ExitName;
}

/** Scripts say so beforehand. */
export function writesWithoutAsking({ options }: Run): boolean {
  return options.flag('write') || options.flag('yes');
}

/**
 * Makes registry-mirrors hold an order, by a plan like any other. Without --write or --yes the
 * plan is shown and asked about first.
 * @returns null when the answer is no
 */
export async function writeOrder(
  run: Run,
  host: Host,
  order: readonly string[],
): Promise<Written | null> {
  const desired = await desiredOf(run, { 'registry-mirrors': [...order] });
  const plan = planFor(run, host, desired);
  const { terminal } = run;
  if (!writesWithoutAsking(run)) {
    const preview = {
      style: terminal.err,
      words: terminal.words,
      diff: true,
      root: host.ports.root,
    };
    const document = planDocument(plan, terminal.language);
    terminal.note(`\n${applyPage(document, preview).trimEnd()}`);
    if (!(await yesOrNo(run, terminal.words.mirrors.ask))) return null;
  }
  await confirmDisruption(run, plan);
  const done = await carryOut(run, host, { plan, replan: replanner(run, host, desired) });
  const document = transactedDocument(done, terminal.language);
  const isJson = run.options.flag('json') || run.options.text('format') === 'json';
  if (!isJson) tellDone(run, host, { done, format: 'human', diff: run.options.flag('diff') });
  return { document, exit: done.exit };
}
