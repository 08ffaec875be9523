/** Vitest's report of the matrix as tables: what was held against reality, and where they part. */
import type { EngineId } from './engines.ts';
import { engineIds, engines } from './engines.ts';

/** The part of vitest's JSON report that counts here. */
export type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
};

type Row = ReadonlyMap<string, string>;
type Rows = ReadonlyMap<string, Row>;

const marks: Readonly<Record<string, string>> = { passed: 'agreed', failed: '**parted**' };
const headings: Readonly<Record<string, string>> = {
  faults: 'Faults: shown by a real pull, named first, repaired, pulled',
  healthy: 'Legitimate configurations: pulled, and neither a warning nor an error',
};

/** A count of everything, and one table for each test file; of two reports the later one counts. */
export function tablesOf(reports: readonly Report[]): string {
  const files = rowsByFile(reports);
  const counts = [...files].map(([file, rows]) => lineOf(file, (id) => countOf(id, rows)));
  const sections = [...files].map(([file, rows]) => sectionOf(file, rows));
  return [[...header(''), ...counts].join('\n'), ...sections].join('\n\n');
}

function rowsByFile(reports: readonly Report[]): ReadonlyMap<string, Rows> {
  const files = new Map<string, Map<string, Map<string, string>>>();
  for (const { name, assertionResults } of reports.flatMap(({ testResults }) => testResults)) {
    const file = name.replace(/^.*\/(\w+)\.test\.ts$/, '$1');
    const rows = files.get(file) ?? new Map<string, Map<string, string>>();
    files.set(file, rows);
    for (const { ancestorTitles, title, status } of assertionResults) {
      const row = rows.get(title) ?? new Map<string, string>();
      rows.set(title, row);
      const mark = marks[status];
      if (mark) row.set(ancestorTitles.at(-1) ?? '', mark);
    }
  }
  return files;
}

function sectionOf(file: string, rows: Rows): string {
  const body = [...rows].map(([title, row]) => lineOf(title, (id) => row.get(id) ?? ''));
  return [`### ${headings[file] ?? file}`, '', ...header(file), ...body].join('\n');
}

function header(corner: string): readonly string[] {
  const named = (id: EngineId) => `${engines[id].engine}, ${engines[id].store}`;
  return [lineOf(corner, named), lineOf('---', () => '---')];
}

function lineOf(first: string, cellOf: (engine: EngineId) => string): string {
  return `| ${[first, ...engineIds.map(cellOf)].join(' | ')} |`;
}

function countOf(engine: EngineId, rows: Rows): string {
  const tried = [...rows.values()].flatMap((row) => row.get(engine) ?? []);
  return `${tried.filter((mark) => mark === marks.passed).length} of ${tried.length}`;
}
