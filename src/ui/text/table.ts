import { padTo, widthOf } from './width.ts';
import { hang, wrap } from './wrap.ts';

export interface Column<Row> {
  readonly title: string;
  cell(row: Row): string;
}

const gap = '  ';
/** Below this a wrapped last column is harder to read than stacked records. */
const narrowestLast = 16;

/**
 * Rows as columns under a title line, the last column wrapped. Where the terminal is too narrow,
 * each row becomes a small block of `title: value` lines: nothing is ever cut off.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): string[] {
  const cells = [columns.map((column) => column.title)];
  for (const row of rows) cells.push(columns.map((column) => column.cell(row)));
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((line) => widthOf(line[index] ?? ''))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + gap.length, 0);
  if (width - before < Math.min(narrowestLast, widths.at(-1) ?? 0)) {
    return stacked(columns, rows, width);
  }
  return cells.flatMap((line) => lineOf(line, widths, width - before));
}

function lineOf(cells: readonly string[], widths: readonly number[], last: number): string[] {
  const lead = cells
    .slice(0, -1)
    .map((cell, index) => padTo(cell, widths[index] ?? 0) + gap)
    .join('');
  const indent = ' '.repeat(widthOf(lead));
  const lines = wrap(cells.at(-1) ?? '', last);
  return lines.map((line, index) => ((index === 0 ? lead : indent) + line).trimEnd());
}

function stacked<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): string[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...columns.flatMap((column) => labelled(`${column.title}: `, column.cell(row), width)),
  ]);
}

/** Beside its label where there is room for it, else below. */
function labelled(label: string, text: string, width: number): string[] {
  if (widthOf(label) * 3 <= width || widthOf(label + text) <= width)
    return hang(label, text, width);
  return [label.trimEnd(), ...hang('  ', text, width)];
}
