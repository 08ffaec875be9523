import type { DoctorDocument, FindingDocument } from '../../../domain/documents.ts';
import { printable } from '../../text/printable.ts';
import type { DoctorReport, FailOn } from './report.ts';

/** JUnit XML, a test case per check, for CI systems that draw it. */
export const junit: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(suite(event.document, context.failOn));
};

function suite(document: DoctorDocument, failOn: FailOn): string {
  const cases = document.checks.map(({ code, state }) => {
    const found = document.findings.filter((finding) => finding.code === code);
    return { code, state, failing: found.filter((it) => counts(it, failOn)), found };
  });
  const count = (is: (each: (typeof cases)[number]) => boolean) => cases.filter(is).length;
  const attributes = [
    `name="dockcfg doctor" tests="${cases.length}"`,
    `failures="${count((each) => each.failing.length > 0)}"`,
    `errors="${count((each) => each.state === 'crashed')}"`,
    `skipped="${count((each) => each.state === 'skipped')}"`,
    `time="${seconds(document.elapsedMs)}"`,
  ].join(' ');
  const body = cases.map((each) => testCase(each.code, bodyOf(each)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite ${attributes}>\n${body.join('')}</testsuite>\n`;
}

function bodyOf(each: {
  state: string;
  failing: readonly FindingDocument[];
  found: readonly FindingDocument[];
}): string {
  if (each.state === 'crashed') return '    <error message="crashed"/>\n';
  if (each.state === 'skipped') return '    <skipped/>\n';
  const failures = each.failing.map(
    (it) =>
      `    <failure message="${xml(`${it.subject}: ${it.title}`)}" type="${it.severity}">${xml(textOf(it))}</failure>\n`,
  );
  const told = each.found.filter((it) => !each.failing.includes(it)).map(textOf);
  const output =
    told.length > 0 ? [`    <system-out>${xml(told.join('\n\n'))}</system-out>\n`] : [];
  return [...failures, ...output].join('');
}

function testCase(code: string, body: string): string {
  const open = `  <testcase classname="dockcfg.doctor" name="${xml(code)}"`;
  return body === '' ? `${open}/>\n` : `${open}>\n${body}  </testcase>\n`;
}

function counts(finding: FindingDocument, failOn: FailOn): boolean {
  if (failOn === 'never' || finding.severity === 'notice') return false;
  return failOn === 'warning' || finding.severity === 'error';
}

function textOf(finding: FindingDocument): string {
  return [
    finding.title,
    finding.text,
    ...finding.seen,
    ...finding.remedies.map((it) => it.text),
  ].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** XML 1.0 has no way to write control characters, lone surrogates and U+FFFE, not even escaped. */
function xml(text: string): string {
  const named: { readonly [character: string]: string } = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return printable(text)
    .replace(/[^\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => named[character] ?? character);
}
