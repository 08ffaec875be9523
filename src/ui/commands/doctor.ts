import type { DoctorDocument } from '../../domain/documents.ts';
import type { ExitName } from '../../domain/failure.ts';
import { viewOf } from '../../engine/view/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import type { FailOn } from '../reports/doctor/report.ts';
import {
  cluesOf,
  refuseContradictions,
  selectionOf,
  targetsWith,
  warnOfHelpers,
} from './doctor-asked.ts';
import { judgeFile, keepEvidence } from './doctor-evidence.ts';
import { type Examination, type Examined, examineHost } from './doctor-examine.ts';
import { fixHost } from './doctor-fix.ts';
import { comparePulls } from './doctor-pull.ts';
import { targetsOf } from './doctor-targets.ts';
import { waitUntil } from './doctor-wait.ts';
import { foresightOf } from './foresight.ts';
import { awaitNetwork } from './waiting.ts';

/** `dockcfg doctor [IMAGE|HOST…]`: walks the pull path and names what breaks it. */
export const doctor: CommandAction = async (run) => {
  const { options, terminal } = run;
  refuseContradictions(run);
  const format = formatOf(options, Object.keys(doctorReports)) as keyof typeof doctorReports;
  const failOn = (options.text('fail-on') ?? 'error') as FailOn;
  const report = doctorReports[format]({
    style: terminal.out,
    words: terminal.words,
    failOn,
    write: terminal.result,
  });
  const { document, exit } = await attend(run, { failOn, report });
  report({ kind: 'done', document });
  return exit ?? exitOf(document, failOn);
};

interface Attended extends Examined {
  /** null: the verdict decides */
  readonly exit: ExitName | null;
}

interface Wishes {
  readonly failOn: FailOn;
  readonly report: Examination['report'];
}

/** Looks in the way that the options ask for, and repairs with `--fix`. */
async function attend(run: Run, wishes: Wishes): Promise<Attended> {
  const selection = selectionOf(run);
  const isSaved = run.options.text('from-evidence') !== null;
  const attended = isSaved
    ? { ...(await judgeFile(run, selection)), exit: null }
    : await attendHost(run, { ...wishes, selection });
  await keepEvidence(run, attended.diagnosis, attended.document);
  return attended;
}

async function attendHost(
  run: Run,
  { failOn, report, selection }: Wishes & Pick<Examination, 'selection'>,
): Promise<Attended> {
  const { options } = run;
  const host = await openHost(run);
  await awaitNetwork(run, host, viewOf(host.facts, 'files'));
  const clues = await cluesOf(run);
  const foresee = await foresightOf(run);
  const examination: Examination = {
    targets: clues ? targetsWith(targetsOf(run), clues) : targetsOf(run),
    options: { withCredentials: options.flag('with-credentials'), push: options.flag('push') },
    report,
    ...(selection ? { selection } : {}),
    ...(clues ? { clues } : {}),
    ...(foresee ? { foresee } : {}),
  };
  await warnOfHelpers(run, host);
  const attended = await inTheWay(run, host, { examination, failOn });
  return { ...attended, document: await comparePulls(run, host, attended) };
}

/** Once, until it is well, or with repairs. */
async function inTheWay(
  run: Run,
  host: Host,
  { examination, failOn }: { readonly examination: Examination; readonly failOn: FailOn },
): Promise<Attended> {
  const { options, terminal } = run;
  if (options.flag('fix')) return fixHost(run, host, examination);
  if (options.text('wait-for') !== 'healthy') {
    return { ...(await examineHost(run, host, examination)), exit: null };
  }
  const isGood = (document: DoctorDocument) => exitOf(document, waitedFor(failOn)) === 'done';
  const { late, ...examined } = await waitUntil(isGood, run, { host, examination });
  if (late) terminal.trouble(terminal.words.asked.late);
  return { ...examined, exit: late ? 'tryAgain' : null };
}

/** Whoever waits for a healthy host does not mean a broken one, whatever the exit code is to say. */
function waitedFor(failOn: FailOn): FailOn {
  return failOn === 'never' ? 'error' : failOn;
}

/** Runs the doctor on a host and reports the result when the terminal is its own again. */
export async function examine(
  run: Run,
  host: Host,
  examination: Examination,
): Promise<DoctorDocument> {
  const { document } = await examineHost(run, host, examination);
  examination.report({ kind: 'done', document });
  return document;
}

const severities = { error: 2, warning: 1, notice: 0 } as const;

/**
 * What the exit code says of a diagnosis: problems at or above the threshold; `try again` where
 * too little was seen to tell, because "not known" must never pass for "fine".
 */
export function exitOf(document: DoctorDocument, failOn: FailOn): ExitName {
  if (failOn === 'never') return 'done';
  const worst = Math.max(0, ...document.findings.map(({ severity }) => severities[severity]));
  if (worst >= severities[failOn] || document.verdict === 'broken') return 'problemsFound';
  return document.verdict === 'unknown' ? 'tryAgain' : 'done';
}
