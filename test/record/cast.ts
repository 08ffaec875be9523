/** One thing that a terminal showed, in seconds since the beginning. */
export type CastEvent = readonly [seconds: number, kind: 'o', data: string];

/** A terminal session while it is recorded. */
export interface Cast {
  add(data: string): void;
  /** asciicast v2, as asciinema's player reads it */
  text(): string;
}

export interface CastOptions {
  readonly columns: number;
  readonly rows: number;
  readonly title: string;
  /** seconds, from any beginning */
  readonly now: () => number;
}

/** Nobody wants to watch a terminal that does nothing for longer. */
const longestPause = 1.2;

/** @see https://docs.asciinema.org/manual/asciicast/v2/ */
export function startCast({ columns, rows, title, now }: CastOptions): Cast {
  const events: CastEvent[] = [];
  let [last, at] = [now(), 0];
  return {
    add: (data) => {
      at += Math.min(longestPause, now() - last);
      last = now();
      events.push([Math.round(at * 1000) / 1000, 'o', data]);
    },
    text: () => {
      const header = { version: 2, width: columns, height: rows, title, env: { TERM: 'xterm' } };
      return `${[header, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
    },
  };
}
