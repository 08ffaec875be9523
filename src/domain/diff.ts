/** Lines of context around a change, as every diff tool prints them. */
const context = 3;

/**
 * The unified diff of two texts; empty when they are equal. A side that is null does not exist and
 * is written `/dev/null`.
 * @param path shown with `a/` and `b/` in front
 */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const edits = editScript(linesOf(before ?? ''), linesOf(after ?? ''));
  const hunks = hunksOf(edits).map(printHunk);
  const from = before === null ? '/dev/null' : `a/${path.replace(/^\//, '')}`;
  const to = after === null ? '/dev/null' : `b/${path.replace(/^\//, '')}`;
  return `--- ${from}\n+++ ${to}\n${hunks.join('')}`;
}

/** A line with its newline, kept, taken out or put in. */
interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * The shortest edit script, by the longest common subsequence of what lies between the common
 * head and tail. Configuration files are small, so the quadratic table is no concern there.
 */
function editScript(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const head = commonHead(before, after);
  const tail = commonHead(before.slice(head).reverse(), after.slice(head).reverse());
  const oldMiddle = before.slice(head, before.length - tail);
  const newMiddle = after.slice(head, after.length - tail);
  return [
    ...before.slice(0, head).map(keep),
    ...middleScript(oldMiddle, newMiddle),
    ...before.slice(before.length - tail).map(keep),
  ];
}

function commonHead(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index]);
  return differs === -1 ? one.length : differs;
}

/** Above this the table would take hundreds of megabytes; then everything counts as changed. */
const largestTable = 4_000_000;

function middleScript(before: readonly string[], after: readonly string[]): readonly Edit[] {
  if (before.length * after.length > largestTable) {
    return [...before.map(drop), ...after.map(add)];
  }
  const lengths = commonLengths(before, after);
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [oldLine, newLine] = [before[i], after[j]];
    if (oldLine !== undefined && oldLine === newLine) {
      edits.push(keep(oldLine));
      [i, j] = [i + 1, j + 1];
    } else if (oldLine !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1)) {
      edits.push(drop(oldLine));
      i += 1;
    } else {
      edits.push(add(newLine ?? ''));
      j += 1;
    }
  }
  return edits;
}

/** `[i][j]`: how many lines the rests after `i` and `j` have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    for (let j = after.length - 1; row && j >= 0; j -= 1) {
      row[j] =
        before[i] === after[j]
          ? at(rows, i + 1, j + 1) + 1
          : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

/** Past the end of the new text nothing is in common, so a rest of the old text is dropped. */
function at(rows: readonly Uint32Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? -1;
}

interface Hunk {
  readonly edits: readonly Edit[];
  /** lines of each text before the hunk */
  readonly skippedOld: number;
  readonly skippedNew: number;
}

function hunksOf(edits: readonly Edit[]): readonly Hunk[] {
  const changed = edits.flatMap((edit, index) => (edit.mark === ' ' ? [] : [index]));
  const ranges: { start: number; end: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    if (last && index - context <= last.end) last.end = index + 1 + context;
    else ranges.push({ start: Math.max(0, index - context), end: index + 1 + context });
  }
  return ranges.map(({ start, end }) => ({
    edits: edits.slice(start, end),
    skippedOld: edits.slice(0, start).filter((edit) => edit.mark !== '+').length,
    skippedNew: edits.slice(0, start).filter((edit) => edit.mark !== '-').length,
  }));
}

function printHunk({ edits, skippedOld, skippedNew }: Hunk): string {
  const olds = edits.filter((edit) => edit.mark !== '+').length;
  const news = edits.filter((edit) => edit.mark !== '-').length;
  const header = `@@ -${range(skippedOld, olds)} +${range(skippedNew, news)} @@\n`;
  return header + edits.map(printLine).join('');
}

/** An empty range names the line before it (POSIX diff -u). */
function range(skipped: number, count: number): string {
  const start = count === 0 ? skipped : skipped + 1;
  return count === 1 ? `${start}` : `${start},${count}`;
}

function printLine({ mark, line }: Edit): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

function keep(line: string): Edit {
  return { mark: ' ', line };
}

function drop(line: string): Edit {
  return { mark: '-', line };
}

function add(line: string): Edit {
  return { mark: '+', line };
}
