import type { Outcome } from '../domain/outcome.ts';
import type { Ask } from './ask.ts';
import { seenAs } from './ask.ts';
import { type EngineAccent, plainHeaders } from './engine-request.ts';
import { httpSeen, maxErrorBody } from './http-seen.ts';
import type { HttpSeen } from './seen.ts';

/** The classic store's first request: is a registry there, and what does it want? */
export async function probeV2(
  ask: Ask,
  base: string,
  accent: EngineAccent,
): Promise<Outcome<HttpSeen>> {
  const url = `${base}/v2/`;
  const outcome = await ask(url, {
    method: 'GET',
    headers: plainHeaders(accent),
    maxBody: maxErrorBody,
  });
  return seenAs(outcome, ({ answer, url: asked, at }) =>
    httpSeen(answer, { method: 'GET', url: asked }, at),
  );
}
