/** Waiting for a condition, never for a length of time. */
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;
const patienceMs = 60_000;

/**
 * Polls until `look` returns something other than null or false; says what was awaited if never.
 * @param pauseMs between two looks; short where one costs nothing
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  pauseMs = pollMs,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain: ${what}`);
    await sleep(pauseMs);
  }
}
