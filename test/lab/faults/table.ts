/** Vitest's report of the matrix as a table: what was held against reality, and where they part. */
import type { EngineId } from './engines.ts';
import { engineIds } from './engines.ts';

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

const marks: Readonly<Record<string, string>> = { passed: 'agreed', failed: '**parted**' };

/** One table for each test file, one row for each trial, one column for each engine. */
export function tableOf(reports: readonly Report[]): string {
  const files = new Map<string, Map<string, Map<string, string>>>();
  for (const { testResults } of reports) {
    for (const { name, assertionResults } of testResults) {
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
  }
  return [...files].map(([file, rows]) => sectionOf(file, rows)).join('\n\n');
}

function sectionOf(file: string, rows: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = [...rows].map(([title, row]) =>
    line([title, ...engineIds.map((engine) => row.get(engine) ?? '')]),
  );
  const header = [line([file, ...engineIds]), line(['---', ...engineIds.map(() => '---')])];
  return [...header, ...body, line(['agreed', ...engineIds.map((one) => countOf(one, rows))])].join(
    '\n',
  );
}

function countOf(engine: EngineId, rows: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const tried = [...rows.values()].flatMap((row) => row.get(engine) ?? []);
  return `${tried.filter((mark) => mark === marks.passed).length} of ${tried.length}`;
}
