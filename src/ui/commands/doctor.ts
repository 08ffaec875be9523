import type { DoctorDocument, DoctorEvent } from '../../domain/documents.ts';
import type { ExitName } from '../../domain/failure.ts';
import { diagnose } from '../../engine/diagnose.ts';
import { viewOf } from '../../engine/view.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import type { FailOn } from '../reports/doctor/report.ts';
import { watchDoctor } from '../tasks/doctor.ts';

/** `dockcfg doctor [IMAGE|HOST…]`: walks the pull path and names what breaks it. */
export const doctor: CommandAction = async (run) => {
  const format = formatOf(run.options, Object.keys(doctorReports)) as keyof typeof doctorReports;
  const failOn = (run.options.text('fail-on') ?? 'error') as FailOn;
  const host = await openHost(run);
  const { terminal } = run;
  const report = doctorReports[format]({
    style: terminal.out,
    words: terminal.words,
    failOn,
    write: terminal.result,
  });
  const document = await examine(run, host, { targets: targetsOf(run), report });
  return exitOf(document, failOn);
};

export interface Examination {
  readonly targets: { readonly images: readonly string[]; readonly hosts: readonly string[] };
  report(event: DoctorEvent): void;
}

/**
 * Runs the doctor on a host. Progress goes to stderr while it works; the report gets its last
 * event when the terminal is its own again.
 */
export async function examine(
  { terminal, outside }: Run,
  { facts, ports }: Host,
  { targets, report }: Examination,
): Promise<DoctorDocument> {
  const watcher = watchDoctor(terminal);
  const remaining = outside.remainingMs();
  const budget = remaining === null ? {} : { budgetMs: remaining * shareOfDeadline };
  const finished: DoctorDocument[] = [];
  const emit = (event: DoctorEvent) => {
    watcher.see(event);
    if (event.kind === 'done') finished.push(withRoot(event.document, ports.root));
    else report(event);
  };
  const request = { ...targets, options: { language: terminal.language, ...budget } };
  const views = { used: viewOf(facts, 'running'), files: viewOf(facts, 'files') };
  try {
    await diagnose(request, { facts, views, ports, signal: outside.signal, emit });
  } finally {
    await watcher.close();
  }
  outside.signal.throwIfAborted();
  const [document] = finished;
  if (!document) throw new Error('the diagnosis ended without a document');
  report({ kind: 'done', document });
  return document;
}

/** What is to be typed next is meant for the same tree. */
function withRoot(document: DoctorDocument, root: string): DoctorDocument {
  if (root === '/') return document;
  const placed = ([program = '', name = '', ...rest]: readonly string[]) =>
    program === 'dockcfg' ? [program, name, '--root', root, ...rest] : [program, name, ...rest];
  const findings = document.findings.map((finding) => ({
    ...finding,
    remedies: finding.remedies.map((remedy) => ({
      ...remedy,
      command: remedy.command.length === 0 ? [] : placed(remedy.command),
    })),
  }));
  return { ...document, findings };
}

/** With --deadline, what is known a little before it is still reported. */
const shareOfDeadline = 0.8;

/**
 * A bare argument with a dot or a port and no slash is a host; --image and --host say it outright.
 * `nginx:1.27` has its dot in a tag, and `redis:7` a tag that is no port anybody uses.
 */
export function targetsOf({ operands, options }: Pick<Run, 'operands' | 'options'>) {
  const host =
    /^(?:(?:[^:/]*\.[^:/]*|\[[\da-f:.]+\]|localhost)(?::\d+)?|[^:/]+:(?:80|443|\d{4,5}))$/i;
  return {
    images: [...operands.filter((text) => !host.test(text)), ...options.list('image')],
    hosts: [...operands.filter((text) => host.test(text)), ...options.list('host')],
  };
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
