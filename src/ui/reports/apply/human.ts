import type { ApplyDocument, ChangeDocument, ConflictDocument } from '../../../domain/documents.ts';
import { printableLine } from '../../text/printable.ts';
import { shellLine } from '../../text/shell.ts';
import { paint, type Style } from '../../text/style.ts';
import { padTo, widthOf } from '../../text/width.ts';
import { hang, wrap } from '../../text/wrap.ts';
import type { Words } from '../../words/index.ts';
import { originText } from '../origin.ts';
import { diffLines } from './diff.ts';
import { disruptionSentences } from './disruption.ts';

export interface ApplyContext {
  readonly style: Style;
  readonly words: Words;
  /** show what changes in each file */
  readonly diff: boolean;
  /** `/`, or the tree that the command line named */
  readonly root: string;
  /** it was tried, and put back */
  readonly failed?: boolean;
}

/** For people: what changes and why, what that does to the engine, and whether it took effect. */
export function applyPage(document: ApplyDocument, context: ApplyContext): string {
  const { words, style } = context;
  const lines = [
    ...wrap(headline(document, context), style.columns),
    ...document.plan.changes.flatMap((change) => changeLines(change, context)),
    ...document.plan.conflicts.flatMap((conflict) => conflictLines(conflict, context)),
    ...(context.failed ? [] : serviceLines(document, context)),
    ...verifiedLines(document, context),
    ...afterwards(document, words).flatMap((text) => wrap(text, style.columns)),
    ...undoLines(document, context),
  ];
  return `${lines.join('\n')}\n`;
}

function headline(document: ApplyDocument, { words, failed }: ApplyContext) {
  const { applied, changed, plan, reloadRequired, restartRequired } = document;
  const files = plan.changes.filter((change) => change.action !== 'effect').length;
  if (failed) return changed ? words.apply.partlyPutBack : words.apply.putBack;
  if (!changed && (reloadRequired || restartRequired)) return words.apply.noFiles;
  if (!changed) return words.apply.unchanged;
  if (files === 0) return words.apply.noFiles;
  return applied ? words.apply.changed(files) : words.apply.wouldChange(files);
}

function changeLines(change: ChangeDocument, { style, words, diff }: ApplyContext): string[] {
  const verbs = words.apply.actions;
  const width = Math.max(...Object.values(verbs).map(widthOf));
  const verb = padTo(verbs[change.action], width);
  const what = change.path ?? words.apply.effects[change.target as 'update-trust'] ?? change.target;
  const indent = ' '.repeat(width + 4);
  return [
    ...hang(`  ${verb}  `, printableLine(what), style.columns),
    ...change.because.flatMap((because) => hang(indent, printableLine(because), style.columns)),
    ...(diff && change.diff !== '' ? ['', ...diffLines(change.diff, style), ''] : []),
  ];
}

function conflictLines(conflict: ConflictDocument, { style, words }: ApplyContext): string[] {
  const origins = conflict.origins.map((origin) => originText(origin, words));
  const text = words.apply.conflict(conflict.key, conflict.text, origins);
  return hang('  ', printableLine(text), style.columns).map((line) => paint(style, 'yellow', line));
}

function serviceLines(document: ApplyDocument, { style, words }: ApplyContext): string[] {
  const { applied, plan, reloadRequired, restartRequired } = document;
  const isSaid = plan.changes.some(({ because }) => because.includes(plan.reason));
  const reason = isSaid ? '' : plan.reason;
  const isUnchanged = plan.changes.length === 0;
  // where no service manager could be told, the plan's action is still to be done
  const wasTold = plan.action !== 'none' && !reloadRequired && !restartRequired;
  if (!wasTold) return isSaid || isUnchanged ? [] : wrap(reason, style.columns);
  const said = applied ? words.apply.did[plan.action] : words.apply.would[plan.action];
  const stops = disruptionSentences(plan.disruption, words);
  return [reason === '' ? said : said + words.common.gap + reason, ...stops].flatMap((text) =>
    wrap(text, style.columns),
  );
}

/** What the engine has no way to show is not worth a line; the document says so. */
function verifiedLines({ verified }: ApplyDocument, { style, words }: ApplyContext): string[] {
  const keys = (wanted: string) =>
    Object.entries(verified).flatMap(([key, state]) => (state === wanted ? [key] : []));
  const [shown, differing] = [keys('verified'), keys('differs')];
  return [
    ...(shown.length > 0 ? [words.apply.verified(shown)] : []),
    ...(differing.length > 0 ? [words.apply.differs(differing)] : []),
  ].flatMap((text) => wrap(text, style.columns));
}

function afterwards(document: ApplyDocument, words: Words): string[] {
  return [
    ...document.warnings.map(
      (warning) => words.common.warning + words.common.gap + printableLine(warning),
    ),
    ...(document.reloadRequired ? [words.apply.reloadRequired] : []),
    ...(document.restartRequired ? [words.apply.restartRequired] : []),
  ];
}

/** The command stays on one line, so that it can be pasted. */
function undoLines({ transaction, applied }: ApplyDocument, { words, root }: ApplyContext) {
  if (transaction === null || !applied) return [];
  const where = root === '/' ? [] : ['--root', root];
  return [words.apply.undoWith, `  ${shellLine(['dockcfg', 'rollback', ...where, transaction])}`];
}
