import type { DoctorDocument, FindingDocument, RouteDocument } from '../../../domain/documents.ts';
import { printable, printableLine } from '../../text/printable.ts';
import { shellLine } from '../../text/shell.ts';
import type { Words } from '../../words/index.ts';
import { fixedTexts } from './fixed.ts';
import { engineLine, predictionLine, pullLine, suspicionLines } from './lines.ts';
import type { DoctorReport } from './report.ts';

/** Markdown for a ticket or a chat: what breaks, what was seen, what to do, then the routes. */
export const markdown: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(render(event.document, context.words));
};

function render(document: DoctorDocument, words: Words): string {
  return [
    `# dockcfg doctor: ${words.doctor.verdicts[document.verdict]}`,
    '',
    escaped(engineLine(document, words)),
    '',
    ...fixedTexts(document, words).flatMap((text) => [escaped(text), '']),
    ...suspicionLines(document, words).flatMap((text) => [escaped(text), '']),
    ...document.findings.flatMap((finding) => findingLines(finding, words)),
    ...document.routes.flatMap((route) => routeLines(route, words)),
  ].join('\n');
}

function findingLines(finding: FindingDocument, words: Words): string[] {
  const because = finding.causedBy ? [words.doctor.causedBy(escaped(finding.causedBy)), ''] : [];
  return [
    `## ${words.severities[finding.severity]} ${finding.code}: ${escaped(finding.title)}`,
    '',
    `${escaped(finding.subject)}. ${escaped(finding.text)}`,
    '',
    ...because,
    ...(finding.seen.length > 0 ? fence(finding.seen) : []),
    ...finding.remedies.flatMap(({ text, command }) => [
      escaped(text),
      '',
      ...(command.length > 0 ? fence([shellLine(command)]) : []),
    ]),
  ];
}

function routeLines(route: RouteDocument, words: Words): string[] {
  const rows = route.endpoints.flatMap((endpoint) =>
    endpoint.stages.map(
      ({ stage, outcome, ms, code }) =>
        `| ${words.doctor.roles[endpoint.role]} ${escaped(endpoint.url)} | ${stage} | ${words.doctor.outcomes[outcome]} | ${ms ?? ''} | ${code ?? ''} |`,
    ),
  );
  const { endpoint, stage, outcome, finding } = words.doctor.columns;
  return [
    `## ${escaped(route.image)}`,
    '',
    `| ${endpoint} | ${stage} | ${outcome} | ms | ${finding} |`,
    '|---|---|---|---:|---|',
    ...rows,
    '',
    escaped(predictionLine(route, words)),
    '',
    ...(route.pull ? [escaped(pullLine(route, words) ?? ''), ''] : []),
  ];
}

/** A fence longer than any run of backticks inside it. */
function fence(lines: readonly string[]): string[] {
  const text = lines.map(printable);
  const longest = Math.max(
    2,
    ...text.flatMap((line) => (line.match(/`+/g) ?? []).map((it) => it.length)),
  );
  const mark = '`'.repeat(longest + 1);
  return [mark, ...text, mark, ''];
}

function escaped(text: string): string {
  return printableLine(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}
