import type { DoctorDocument } from '../../domain/documents.ts';
import type { ExitName } from '../../domain/failure.ts';
import type { CommandAction, Run } from '../cli/command.ts';
import { formatOf } from '../cli/format.ts';
import { type Host, openHost } from '../cli/host.ts';
import { doctorReports } from '../reports/doctor/index.ts';
import type { FailOn } from '../reports/doctor/report.ts';
import { type Examination, examineHost } from './doctor-examine.ts';
import { fixHost } from './doctor-fix.ts';

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
  const targets = targetsOf(run);
  if (!run.options.flag('fix'))
    return exitOf(await examine(run, host, { targets, report }), failOn);
  const { document, exit } = await fixHost(run, host, { targets });
  report({ kind: 'done', document });
  return exit ?? exitOf(document, failOn);
};

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
