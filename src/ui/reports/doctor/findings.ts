import type { FindingDocument } from '../../../domain/documents.ts';
import { printableLine } from '../../text/printable.ts';
import { shellLine } from '../../text/shell.ts';
import { type Paint, paint } from '../../text/style.ts';
import { hang, wrap } from '../../text/wrap.ts';
import type { ReportContext } from './report.ts';

/** Every root cause with its evidence and remedies, and in a line each what follows from it. */
export function findingSection(
  findings: readonly FindingDocument[],
  context: ReportContext,
): string[] {
  const roots = findings.filter((finding) => finding.causedBy === null);
  const lines: string[] = [];
  roots.forEach((finding, index) => {
    const follow = followersOf(finding, findings);
    lines.push(...findingLines(finding, index + 1, context));
    lines.push(...follow.flatMap((each) => followerLines(each, context)), '');
  });
  return lines;
}

/** Everything that has this finding as its cause, at any distance. */
export function followersOf(
  finding: FindingDocument,
  all: readonly FindingDocument[],
  seen: ReadonlySet<FindingDocument> = new Set([finding]),
): FindingDocument[] {
  const name = `${finding.code} ${finding.subject}`;
  const direct = all.filter((each) => each.causedBy === name && !seen.has(each));
  const known = new Set([...seen, ...direct]);
  return direct.flatMap((each) => [each, ...followersOf(each, all, known)]);
}

const severityPaint: { readonly [S in FindingDocument['severity']]: Paint } = {
  error: 'red',
  warning: 'yellow',
  notice: 'cyan',
};

function findingLines(finding: FindingDocument, number: number, context: ReportContext): string[] {
  const { style, words } = context;
  const indent = ' '.repeat(`${number}. `.length);
  const width = style.columns - indent.length;
  const severity = paint(
    style,
    severityPaint[finding.severity],
    words.severities[finding.severity],
  );
  return [
    `${number}. ${severity} ${finding.code} ${printableLine(finding.subject)}`,
    ...wrap(printableLine(finding.title), width).map((line) => indent + paint(style, 'bold', line)),
    ...wrap(printableLine(finding.text), width).map((line) => indent + line),
    ...finding.seen.flatMap((seen) =>
      hang(`${indent}${words.doctor.seen}`, printableLine(seen), style.columns),
    ),
    ...finding.remedies.flatMap((remedy) => remedyLines(remedy, indent, context)),
  ];
}

function remedyLines(
  remedy: FindingDocument['remedies'][number],
  indent: string,
  { style, words }: ReportContext,
): string[] {
  const label = remedy.kind === 'ask' ? words.doctor.ask : words.doctor.remedy;
  const risk = remedy.risk === 'safe' ? '' : words.doctor.risk(words.risks[remedy.risk]);
  const lines = hang(`${indent}${label}`, printableLine(remedy.text) + risk, style.columns);
  if (remedy.command.length === 0) return lines;
  return [...lines, `${indent}    ${paint(style, 'cyan', shellLine(remedy.command))}`];
}

function followerLines(finding: FindingDocument, { style, words }: ReportContext): string[] {
  const text = `${finding.code} ${finding.subject}: ${finding.title}`;
  return hang(`   ${words.doctor.follows}`, printableLine(text), style.columns);
}
