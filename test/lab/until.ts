/** Waiting for a condition, never for a length of time. */
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;
const PATIENCE_MS = 60_000;

/** Polls until `look` returns something other than null or false; says what was awaited if never. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  patience = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`waited ${patience} ms in vain: ${what}`);
    await sleep(POLL_MS);
  }
}
