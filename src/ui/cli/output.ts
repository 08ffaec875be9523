import type { Environment } from './language.ts';

/** Where text goes: Node's own stream, or what is simpler where nobody watches. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Lines longer than this are hard to read, however wide the window is. */
const widest = 110;
const narrowest = 40;

/** Columns to write for: the terminal's, else what COLUMNS says, else 80. */
export function columnsOf(stream: Output, env: Environment): number {
  const asked = Number(env.COLUMNS) || 80;
  const columns = stream.isTTY === true ? (stream.columns ?? asked) : asked;
  return Math.min(widest, Math.max(narrowest, columns));
}
