import type { DoctorDocument, FindingDocument } from '../../domain/documents.ts';
import type { Run } from '../cli/command.ts';
import type { Host } from '../cli/host.ts';
import { examineHost } from '../commands/doctor-examine.ts';
import { predictionLine } from '../reports/doctor/lines.ts';
import { printableLine } from '../text/printable.ts';
import { hang, wrap } from '../text/wrap.ts';

/**
 * Has the doctor look first, so that whoever answers knows what is wrong: the root causes, a line
 * each. What to do about them is what the questions are for.
 */
export async function showStanding(run: Run, host: Host, images: readonly string[]): Promise<void> {
  const { terminal } = run;
  const { standing, looking } = terminal.words.setup;
  terminal.note(`\n${looking}`);
  const targets = { images, hosts: [] };
  const { document } = await examineHost(run, host, { targets, report: () => {} });
  const lines = [...wouldPull(document, run), ...causes(document, run)];
  const verdict =
    lines.length > 0
      ? []
      : wrap(
          document.verdict === 'unknown' ? standing.unknown : standing.healthy,
          terminal.err.columns,
        );
  for (const line of [...verdict, ...lines]) terminal.note(line);
}

/** What Docker would say of each image that cannot be pulled. */
function wouldPull({ routes }: DoctorDocument, { terminal }: Run): readonly string[] {
  return routes.flatMap((route) =>
    route.prediction.outcome === 'failed'
      ? wrap(printableLine(predictionLine(route, terminal.words)), terminal.err.columns)
      : [],
  );
}

function causes({ findings }: DoctorDocument, { terminal }: Run): readonly string[] {
  const roots = findings.filter(
    ({ causedBy, severity }) => causedBy === null && severity !== 'notice',
  );
  if (roots.length === 0) return [];
  const { words, err } = terminal;
  const line = ({ severity, code, title, subject }: FindingDocument) =>
    printableLine(`${words.severities[severity]} ${code} ${subject}${words.common.colon}${title}`);
  return [
    words.setup.standing.found,
    ...roots.flatMap((finding) => hang('  - ', line(finding), err.columns)),
  ];
}
