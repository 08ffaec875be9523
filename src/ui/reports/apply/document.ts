import type { ApplyDocument, ChangeDocument } from '../../../domain/documents.ts';
import type { Change, FileChange, Plan } from '../../../domain/plan.ts';
import type { Language } from '../../../domain/said.ts';
import { redactedDiff } from '../../../engine/history/history.ts';
import type { Transacted } from '../../../engine/transact/context.ts';
import { wordsIn } from '../../words/index.ts';

/** The published document of a plan that is only shown. */
export function planDocument(plan: Plan, language: Language): ApplyDocument {
  const required = plan.required ?? plan.action;
  return {
    schema: 'dockcfg/apply/1',
    changed: plan.changes.length > 0 || plan.action !== 'none',
    applied: false,
    transaction: null,
    plan: planPart(plan, language),
    verified: {},
    reloadRequired: plan.action === 'none' && required === 'reload',
    restartRequired: plan.action === 'none' && required === 'restart',
    warnings: [...plan.warnings.map((said) => said[language]), ...loosened(plan, language)],
  };
}

/** The published document of a plan that was carried out, or put back. */
export function transactedDocument(done: Transacted, language: Language): ApplyDocument {
  const leftovers = done.leftovers.map(({ subject, said }) => `${subject}: ${said[language]}`);
  return {
    schema: 'dockcfg/apply/1',
    changed: done.changed,
    applied: done.applied,
    transaction: done.transaction,
    plan: planPart(done.plan, language),
    verified: done.verified,
    reloadRequired: done.reloadRequired,
    restartRequired: done.restartRequired,
    warnings: [
      ...done.warnings.map((said) => said[language]),
      ...loosened(done.plan, language),
      ...leftovers,
    ],
  };
}

/** What is not checked any more has to be said, even where it was asked for. */
function loosened({ loosens = [] }: Plan, language: Language): readonly string[] {
  return loosens.length === 0 ? [] : [wordsIn(language).apply.loosens(loosens)];
}

const nobodyDisturbed: ApplyDocument['plan']['disruption'] = {
  containersStopped: 0,
  names: [],
  comeBack: [],
  mayComeBack: [],
  stayStopped: [],
  removed: [],
  keptRunning: 0,
};

function planPart(plan: Plan, language: Language): ApplyDocument['plan'] {
  return {
    changes: plan.changes.map((change) => changeDocument(change, language)),
    action: plan.action,
    reason: plan.reason[language],
    disruption: { ...nobodyDisturbed, ...plan.disruption },
    conflicts: plan.conflicts.map(({ key, origins, text }) => ({
      key,
      origins,
      text: text[language],
    })),
  };
}

function changeDocument(change: Change, language: Language): ChangeDocument {
  const because = change.because.map((said) => said[language]);
  if (change.kind === 'effect') {
    return { target: change.effect, path: null, action: 'effect', diff: '', because };
  }
  const { target, path, before, after } = change;
  return {
    target,
    path,
    action: actionOf(change),
    diff: redactedDiff(path, before, after),
    because,
  };
}

function actionOf({ before, after }: FileChange): ChangeDocument['action'] {
  if (after.kind === 'absent') return 'remove';
  return before.kind === 'absent' ? 'create' : 'edit';
}
