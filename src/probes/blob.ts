import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Ask, Asked } from './ask.ts';
import { type EngineAccent, plainHeaders, withNamespace } from './engine-request.ts';
import { httpSeen, maxErrorBody } from './http-seen.ts';
import { followRedirects } from './redirect.ts';
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

/** Fetches a blob. Where it is sent on to, the authorization goes only if the engine's would. */
export async function probeBlob(ask: Ask, wishes: BlobWishes): Promise<Outcome<BlobSeen>> {
  const url = withNamespace(
    `${wishes.api}/${wishes.path}/blobs/${wishes.digest}`,
    wishes.namespace,
  );
  const place = { first: url, store: wishes.accent.store };
  const outcome = await followRedirects(ask, place, (isHome) => requestFor(wishes, isHome));
  if (outcome.kind !== 'saw') return outcome;
  const { asked, redirects } = outcome.data;
  return { ...outcome, data: seenOf(asked, wishes, redirects) };
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
