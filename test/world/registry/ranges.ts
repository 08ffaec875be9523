/** The part of a body that was asked for; both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Reads a Range header. All of it where none is asked for; nothing where it cannot be met. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [match, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!match || (from === '' && to === '')) return { start: 0, end: size - 1 };
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { start, end } : undefined;
}
