import { printableLine } from '../../text/printable.ts';
import { fixedTexts } from './fixed.ts';
import type { DoctorReport } from './report.ts';

/** A line per finding, root causes first, and the verdict: for a glance, or for `grep`. */
export const short: DoctorReport = (context) => (event) => {
  if (event.kind !== 'done') return;
  const { words } = context;
  for (const { severity, code, subject, title } of event.document.findings) {
    const line = `${words.severities[severity]} ${code} ${subject}: ${title}`;
    context.write(`${printableLine(line)}\n`);
  }
  for (const text of fixedTexts(event.document, words)) context.write(`${text}\n`);
  context.write(`${words.doctor.verdicts[event.document.verdict]}\n`);
};
