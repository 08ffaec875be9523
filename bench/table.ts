/** One line of a result. */
export interface Row {
  readonly name: string;
  readonly ms: number;
  /** how many times as long as what the section compares with; null for what is only shown */
  readonly ratio: number | null;
  /** what the ratio may be at most */
  readonly budget: number | null;
  /** a bound in milliseconds, where that is the promise */
  readonly withinMs?: number;
  /** KiB */
  readonly peak?: number;
}

/** What belongs together, measured in turns in one run. */
export interface Section {
  readonly title: string;
  /** what was done, and what the ratio is of */
  readonly about: string;
  readonly rows: readonly Row[];
}

export function isLate({ ms, ratio, budget, withinMs }: Row): boolean {
  return (
    (ratio !== null && budget !== null && ratio > budget) ||
    (withinMs !== undefined && ms > withinMs)
  );
}

/** The sections as they are read in a terminal and in Markdown alike. */
export function textOf({ title, about, rows }: Section): string {
  const head = '| | ms | ratio | bound | |\n|---|--:|--:|--:|---|';
  return `## ${title}\n\n${about}\n\n${head}\n${rows.map(lineOf).join('\n')}\n`;
}

function lineOf(row: Row): string {
  const { name, ms, ratio, budget, withinMs, peak } = row;
  const bound = withinMs === undefined ? (budget ?? '') : `${withinMs} ms`;
  const memory = peak === undefined ? '' : `${Math.round(peak / 1024)} MiB at most`;
  const verdict = isLate(row) ? '**over the bound**' : memory;
  return `| ${name} | ${ms.toFixed(1)} | ${ratio?.toFixed(2) ?? ''} | ${bound} | ${verdict} |`;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What else a machine does only ever adds: the quickest tenth is nearest to the truth. */
export function lowestTenth(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
}
