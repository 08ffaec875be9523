import type { DoctorDocument } from '../../../domain/documents.ts';
import { printableLine } from '../../text/printable.ts';
import { type Paint, paint } from '../../text/style.ts';
import { hang, wrap } from '../../text/wrap.ts';
import { findingSection } from './findings.ts';
import { fixedTexts } from './fixed.ts';
import { engineLine, meaningLine, suspicionLines } from './lines.ts';
import type { DoctorReport, ReportContext } from './report.ts';
import { routeSection } from './routes.ts';

/** For people at a terminal: the routes as trees, then what to repair first, then the verdict. */
export const human: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(`${page(event.document, context).join('\n')}\n`);
};

function page(document: DoctorDocument, context: ReportContext): string[] {
  const { style, words } = context;
  return [
    ...wrap(engineLine(document, words), style.columns),
    '',
    ...document.routes.flatMap((route) => [...routeSection(route, context), '']),
    ...suspicionSection(document, context),
    ...findingSection(document.findings, context),
    ...verdictLines(document, context),
  ];
}

function suspicionSection(document: DoctorDocument, { style, words }: ReportContext): string[] {
  const [title, ...lines] = suspicionLines(document, words);
  if (title === undefined) return [];
  const listed = lines.flatMap((line) => hang('  ', printableLine(line), style.columns));
  return [...wrap(title, style.columns), ...listed, ''];
}

const verdictPaint: { readonly [V in DoctorDocument['verdict']]: Paint } = {
  healthy: 'green',
  degraded: 'yellow',
  broken: 'red',
  unknown: 'yellow',
};

function verdictLines(document: DoctorDocument, { style, words }: ReportContext): string[] {
  const { verdict, elapsedMs, checks, findings } = document;
  const word = words.doctor.verdicts[verdict];
  const painted = paint(style, verdictPaint[verdict], word);
  const sentence = wrap(
    words.doctor.verdictLine(word, meaningLine(document, words)),
    style.columns,
  );
  const crashed = checks.filter((check) => check.state === 'crashed').map((check) => check.code);
  const first = findings.find((finding) => finding.rootCause);
  const details = words.doctor.summary(
    checks.filter((check) => check.state !== 'skipped').length,
    findings.length,
    (elapsedMs / 1000).toFixed(1),
  );
  return [
    ...sentence.map((line, index) => (index === 0 ? line.replace(word, () => painted) : line)),
    ...wrap(details, style.columns),
    ...fixedTexts(document, words).flatMap((text) => wrap(text, style.columns)),
    ...(crashed.length > 0 ? wrap(words.doctor.crashed(crashed), style.columns) : []),
    ...(first ? wrap(words.doctor.moreAbout(first.code), style.columns) : []),
  ];
}
