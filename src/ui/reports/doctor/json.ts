import { jsonLine, jsonText } from '../../text/json.ts';
import type { DoctorReport } from './report.ts';

/** `--json`: the published document, nothing else. */
export const json: DoctorReport = (context) => (event) => {
  if (event.kind === 'done') context.write(jsonText(event.document));
};

/** One JSON object a line, as things happen; the last line holds the document. */
export const ndjson: DoctorReport = (context) => (event) => {
  context.write(jsonLine(event));
};
