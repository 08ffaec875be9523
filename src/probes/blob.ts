import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Ask, Asked } from './ask.ts';
import { type EngineAccent, plainHeaders, withNamespace } from './engine-request.ts';
import { headerOf, httpSeen, maskQuery, maxErrorBody } from './http-seen.ts';
import type { BlobSeen, RedirectSeen } from './seen.ts';

export interface BlobWishes {
  readonly api: string;
  readonly namespace: string | null;
  readonly path: string;
  readonly digest: string;
  /** bytes; null when unknown */
  readonly size: number | null;
  readonly accent: EngineAccent;
  readonly authorization: string | null;
}

/** Blobs up to this size are fetched whole and hashed; of larger ones, one byte is asked for. */
export const wholeBlobLimit = 64 * 1024;

/** Go's http.Client gives up after ten redirects. */
const maxRedirects = 10;

/**
 * Fetches a blob, following redirects by hand: each host on the way is a hop of its own, and
 * only the registry itself gets the authorization.
 * @returns the last answer; failed `TOO_MANY_REDIRECTS` or `BAD_LOCATION` for a chain that ends
 * nowhere
 */
export async function probeBlob(ask: Ask, wishes: BlobWishes): Promise<Outcome<BlobSeen>> {
  const redirects: RedirectSeen[] = [];
  let url = withNamespace(`${wishes.api}/${wishes.path}/blobs/${wishes.digest}`, wishes.namespace);
  const home = new URL(url).host;
  let ms = 0;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const outcome = await ask(url, requestFor(wishes, new URL(url).host === home));
    if (outcome.kind !== 'saw') return outcome;
    ms += outcome.ms;
    const next = redirectOf(outcome.data);
    if (next === null) return { kind: 'saw', data: seenOf(outcome.data, wishes, redirects), ms };
    const { status } = outcome.data.answer;
    redirects.push({ from: maskQuery(url), to: maskQuery(next), status });
    if (!/^https?:/.test(next)) {
      return { kind: 'failed', code: 'BAD_LOCATION', detail: maskQuery(next), ms };
    }
    url = next;
  }
  return { kind: 'failed', code: 'TOO_MANY_REDIRECTS', detail: maskQuery(url), ms };
}

function requestFor(wishes: BlobWishes, isHome: boolean) {
  const whole = wishes.size !== null && wishes.size <= wholeBlobLimit;
  const range = whole ? [] : [['range', 'bytes=0-0'] as const];
  const credentials =
    isHome && wishes.authorization ? [['authorization', wishes.authorization] as const] : [];
  return {
    method: 'GET' as const,
    headers: [...plainHeaders(wishes.accent), ...range, ...credentials],
    maxBody: wholeBlobLimit,
  };
}

/** The next URL of a redirect; null for any other answer. An unusable Location stays as it is. */
function redirectOf({ answer, url }: Asked): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = headerOf(answer, 'location');
  if (location === '') return null;
  return URL.canParse(location, url) ? new URL(location, url).href : `invalid:${location}`;
}

function seenOf(
  { answer, url, at }: Asked,
  wishes: BlobWishes,
  redirects: readonly RedirectSeen[],
): BlobSeen {
  const isBlob = answer.status === 200 || answer.status === 206;
  const shown = {
    ...answer,
    body: isBlob ? new Uint8Array() : answer.body.subarray(0, maxErrorBody),
  };
  return {
    ...httpSeen(shown, { method: 'GET', url }, at),
    digest: wishes.digest,
    contentDigest: isWhole(answer, wishes) ? sha256(answer.body) : null,
    redirects,
    servedBy: new URL(url).host,
    bytes: answer.body.length,
  };
}

/** The whole blob was asked for: then every byte too many or too few shows in the digest. */
function isWhole(answer: Asked['answer'], wishes: BlobWishes): boolean {
  return (
    answer.status === 200 &&
    wishes.size !== null &&
    wishes.size <= wholeBlobLimit &&
    wishes.digest.startsWith('sha256:')
  );
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
