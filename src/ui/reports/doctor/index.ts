import { htmlReport } from './html/index.ts';
import { human } from './human.ts';
import { json, ndjson } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { DoctorReport } from './report.ts';
import { short } from './short.ts';

/** Every form of the doctor's result, by the name that --format knows. */
export const doctorReports = {
  human,
  json,
  ndjson,
  short,
  markdown,
  junit,
  html: htmlReport,
} as const satisfies {
  readonly [format: string]: DoctorReport;
};
