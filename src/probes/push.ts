import type { Outcome } from '../domain/outcome.ts';
import { type Ask, seenAs } from './ask.ts';
import { type EngineAccent, plainHeaders } from './engine-request.ts';
import { headerOf, httpSeen, maxErrorBody } from './http-seen.ts';
import type { HttpSeen } from './seen.ts';

export interface PushWishes {
  readonly api: string;
  readonly path: string;
  readonly accent: EngineAccent;
  readonly authorization: string | null;
}

/**
 * Begins an upload, as a push does first, and cancels it: 202 says that pushing is allowed, and
 * nothing is left behind (OCI distribution-spec, "Pushing blobs", "Canceling").
 */
export async function probePush(ask: Ask, wishes: PushWishes): Promise<Outcome<HttpSeen>> {
  const url = `${wishes.api}/${wishes.path}/blobs/uploads/`;
  const credentials = wishes.authorization
    ? [['authorization', wishes.authorization] as const]
    : [];
  const headers = [...plainHeaders(wishes.accent), ...credentials];
  const begun = await ask(url, {
    method: 'POST',
    headers: [...headers, ['content-length', '0']],
    maxBody: maxErrorBody,
  });
  const upload = begun.kind === 'saw' ? uploadOf(begun.data.answer, url) : null;
  if (upload) await ask(upload, { method: 'DELETE', headers, maxBody: maxErrorBody });
  return seenAs(begun, ({ answer, at }) => httpSeen(answer, { method: 'POST', url }, at));
}

/** Only an upload at the registry itself is cancelled: the authorization goes nowhere else. */
function uploadOf(answer: Parameters<typeof headerOf>[0], url: string): string | null {
  const location = headerOf(answer, 'location');
  if (answer.status !== 202 || location === '' || !URL.canParse(location, url)) return null;
  const upload = new URL(location, url);
  return upload.origin === new URL(url).origin ? upload.href : null;
}
