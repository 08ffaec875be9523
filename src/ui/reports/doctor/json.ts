import type { DoctorReport } from './report.ts';

/** `--json`: the published document, nothing else. */
export const json: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(`${JSON.stringify(event.document, null, 2)}\n`);
};

/** One JSON object a line, as things happen; the last line holds the document. */
export const ndjson: DoctorReport = (context) => (event) => {
  context.write(`${JSON.stringify(event)}\n`);
};
