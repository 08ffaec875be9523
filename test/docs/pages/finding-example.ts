/** What the doctor prints for a finding, out of the evidence that its own test judges. */
import type { Check } from '../../../src/checks/contract.ts';
import type { FindingDocument } from '../../../src/domain/documents.ts';
import type { Language } from '../../../src/domain/said.ts';
import { findingSection } from '../../../src/ui/reports/doctor/findings.ts';
import { wordsIn } from '../../../src/ui/words/index.ts';
import { now } from '../../checks/evidence.ts';
import { failing } from '../../checks/fixtures/index.ts';

/** As the terminal shows it, 80 columns wide. Only what differs from run to run is replaced. */
export function findingExample(check: Check, language: Language): string {
  const evidence = failing[check.code]?.();
  const [found] = evidence ? check.judge(evidence) : [];
  if (!found) throw new Error(`${check.code} has no evidence to be shown with`);
  const document: FindingDocument = {
    code: check.code,
    severity: found.severity ?? check.severity,
    rootCause: true,
    causedBy: null,
    subject: found.subject,
    title: check.title[language],
    text: steady(found.text[language]),
    seen: found.seen.map(steady).filter((line) => line !== ''),
    remedies: found.remedies.map((remedy) => ({
      kind: remedy.kind,
      text: steady(remedy.text[language]),
      command: remedy.kind === 'ask' ? [] : remedy.command.map(steady),
      risk: remedy.risk,
    })),
  };
  const style = { columns: 80, color: false, unicode: true };
  const context = { style, words: wordsIn(language), failOn: 'error', write: () => {} } as const;
  return findingSection([document], context).join('\n').trimEnd();
}

const dayMs = 86_400_000;
/** A day that stands for the one on which the page is made. */
const someday = Date.UTC(2026, 5, 1);

/** Certificates of the fixtures are made anew in every run, with dates around the present one. */
function steady(text: string): string {
  return text
    .replace(/\b[0-9A-F]{2}(?::[0-9A-F]{2}){31}\b/g, '3F:A9:…:5C')
    .replace(/\b(\d{4}-\d{2}-\d{2})(T[\d:.]+Z)?/g, (text, day: string, time?: string) => {
      // An hour ago is today's, just after midnight as well.
      const days = Math.round((time ? Date.parse(text) - now : Date.parse(day) - today()) / dayMs);
      const shown = new Date(someday + days * dayMs).toISOString().slice(0, 10);
      return time ? `${shown}T12:00:00Z` : shown;
    });
}

function today(): number {
  return Math.floor(now / dayMs) * dayMs;
}
