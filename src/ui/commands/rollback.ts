import type { ExitName } from '../../domain/failure.ts';
import { Failure } from '../../domain/failure.ts';
import type { Plan } from '../../domain/plan.ts';
import { leftAlone, withObstacle } from '../../engine/history/obstacle.ts';
import { planRollback, type Rollback, replanRollback } from '../../engine/history/rollback.ts';
import { rollbackOpen } from '../../engine/transact/recover.ts';
import { said } from '../../engine/transact/words.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { diffLines } from '../reports/apply/diff.ts';
import { planDocument } from '../reports/apply/document.ts';
import { watchTransaction } from '../tasks/transact.ts';
import { printable } from '../text/printable.ts';
import { report, tellDone } from './apply.ts';
import { carryOut, transactContext } from './applying.ts';
import { confirmDisruption, confirmLoosening } from './consent.ts';
import { suggestNext } from './next.ts';
import { sayFirst } from './notes.ts';

/** `dockcfg rollback [ID]`: undoes a transaction by carrying out its inverse, a plan like any other. */
export const rollback: CommandAction = async (run) => {
  const format = formatOf(run.options, ['human', 'json']);
  const host = await openHost(run);
  sayFirst(run, host.facts);
  const [id = null] = run.operands;
  const found = await planRollback(host, id);
  if (found.kind === 'conflict') throw showConflict(run, found);
  if (found.kind === 'open') return putBackOpen(run, host);
  const plan = asAllowed(run, host, found);
  const how = { format, diff: run.options.flag('diff') };
  if (run.options.flag('check')) {
    report(run, host, { ...how, document: planDocument(plan, run.terminal.language) });
    return 'done';
  }
  await confirmLoosening(run, plan, 'implied');
  await confirmDisruption(run, plan);
  const { id: undoes } = found.record;
  const replan = async () => {
    const again = await replanRollback(host, undoes);
    return { ...again, plan: asAllowed(run, host, { ...found, ...again }) };
  };
  const done = await carryOut(run, host, { plan, undoes, replan });
  const exit = tellDone(run, host, { ...how, done });
  if (exit === 'done') suggestNext(run, { text: run.terminal.words.next.works, argv: ['doctor'] });
  return exit;
};

/**
 * The plan as far as `--restart` allows it. What the engine would not start with is put back only
 * where it is not told to.
 * @throws Failure needsDecision before anything is asked or written
 */
function asAllowed(
  run: Run,
  { facts }: Host,
  { plan, record, obstacle }: Extract<Rollback, { kind: 'plan' }>,
): Plan {
  const isLeftAlone = run.options.text('restart') === 'never';
  if (obstacle !== null && facts.live && !isLeftAlone) {
    const why = run.terminal.say(obstacle);
    const path = facts.layout.daemonJson;
    throw new Failure('needsDecision', said.refusedByEngineAgain(path, why, record.id));
  }
  return isLeftAlone ? leftAlone(plan, obstacle) : withObstacle(plan, obstacle);
}

/** What stands there now, against what the transaction wrote. */
function showConflict({ terminal }: Run, conflict: Rollback & { kind: 'conflict' }): Failure {
  for (const { diff } of conflict.differences) {
    for (const line of diffLines(diff, terminal.err)) terminal.trouble(line);
  }
  return new Failure('needsDecision', conflict.said);
}

/** The run that made it died in the middle; nothing has to be planned to put it back. */
async function putBackOpen(run: Run, host: Host): Promise<ExitName> {
  const watcher = watchTransaction(run.terminal);
  try {
    const recovered = await rollbackOpen(transactContext(run, host), watcher.see);
    if (recovered) run.terminal.result(`${printable(run.terminal.say(recovered.said))}\n`);
    return recovered && recovered.leftovers.length > 0 ? 'putBackIncomplete' : 'done';
  } finally {
    await watcher.close();
  }
}
