import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Ask } from './ask.ts';
import { type EngineAccent, plainHeaders, withNamespace } from './engine-request.ts';
import { type Followed, followRedirects } from './redirect.ts';

export interface SampleWishes {
  /** scheme, host, port and API path: `https://mirror.example/v2` */
  readonly api: string;
  readonly namespace: string | null;
  readonly path: string;
  readonly digest: string;
  /** of the whole blob */
  readonly size: number;
  /** how much of it is wanted, from its beginning */
  readonly bytes: number;
  readonly accent: EngineAccent;
  readonly authorization: string | null;
}

/** The beginning of a blob, as it came. */
export interface SampleSeen {
  readonly status: number;
  readonly bytes: number;
  /** what the answer that carried the bytes took, redirects before it left out */
  readonly carriedInMs: number;
  /** of the whole blob; null when only a part was asked for */
  readonly contentDigest: string | null;
}

/**
 * Fetches the beginning of a blob, to see how fast it comes. Servers that know no ranges send all
 * of it; what is more than was asked for is not read.
 * @returns the last answer, whatever its status
 */
export async function probeBlobSample(
  ask: Ask,
  wishes: SampleWishes,
): Promise<Outcome<SampleSeen>> {
  const url = withNamespace(
    `${wishes.api}/${wishes.path}/blobs/${wishes.digest}`,
    wishes.namespace,
  );
  const place = { first: url, store: wishes.accent.store };
  const outcome = await followRedirects(ask, place, (isHome) => requestFor(wishes, isHome));
  return outcome.kind === 'saw' ? { ...outcome, data: seenOf(outcome.data, wishes) } : outcome;
}

/** Where it is sent on to, the authorization goes only if the engine's would. */
function requestFor(wishes: SampleWishes, isHome: boolean) {
  const range = isWhole(wishes) ? [] : [['range', `bytes=0-${wishes.bytes - 1}`] as const];
  const credentials =
    isHome && wishes.authorization ? [['authorization', wishes.authorization] as const] : [];
  return {
    method: 'GET' as const,
    headers: [...plainHeaders(wishes.accent), ...range, ...credentials],
    maxBody: wishes.bytes,
  };
}

function isWhole({ bytes, size }: SampleWishes): boolean {
  return bytes >= size;
}

function seenOf({ asked, lastMs }: Followed, wishes: SampleWishes): SampleSeen {
  const { answer } = asked;
  const hashable = answer.status === 200 && isWhole(wishes) && wishes.digest.startsWith('sha256:');
  return {
    status: answer.status,
    bytes: answer.body.length,
    carriedInMs: lastMs,
    contentDigest: hashable
      ? `sha256:${createHash('sha256').update(answer.body).digest('hex')}`
      : null,
  };
}
