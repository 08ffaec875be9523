const unitMs: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Longer waits than a day are typing mistakes, and do not fit a timer. */
const longestMs = 24 * 3_600_000;

/** Reads `500ms`, `30s`, `2m`, `1m30s`, `1h`, or a bare number of seconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return inRange(Number(trimmed) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, , unit] of trimmed.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(amount) * (unitMs[unit ?? ''] ?? 0);
  }
  return inRange(total);
}

function inRange(ms: number): number | null {
  return ms > 0 && ms <= longestMs ? Math.round(ms) : null;
}
