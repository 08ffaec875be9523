import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Ask, Asked } from './ask.ts';
import { type EngineAccent, plainHeaders, withNamespace } from './engine-request.ts';
import { headerOf, maskQuery } from './http-seen.ts';

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

/** Go's http.Client gives up after ten redirects. */
const maxRedirects = 10;

/**
 * Fetches the beginning of a blob, to see how fast it comes. Servers that know no ranges send all
 * of it; what is more than was asked for is not read.
 * @returns the last answer, whatever its status; failed `TOO_MANY_REDIRECTS` or `BAD_LOCATION` for
 * a chain that ends nowhere
 */
export async function probeBlobSample(
  ask: Ask,
  wishes: SampleWishes,
): Promise<Outcome<SampleSeen>> {
  let url = withNamespace(`${wishes.api}/${wishes.path}/blobs/${wishes.digest}`, wishes.namespace);
  const home = new URL(url).host;
  let ms = 0;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const outcome = await ask(url, requestFor(wishes, new URL(url).host === home));
    if (outcome.kind !== 'saw') return outcome;
    ms += outcome.ms;
    const next = redirectOf(outcome.data);
    if (next === null) {
      return { kind: 'saw', data: seenOf(outcome.data, wishes, outcome.ms), ms };
    }
    if (!/^https?:/.test(next)) {
      return { kind: 'failed', code: 'BAD_LOCATION', detail: maskQuery(next), ms };
    }
    url = next;
  }
  return { kind: 'failed', code: 'TOO_MANY_REDIRECTS', detail: maskQuery(url), ms };
}

/** Only the registry itself gets the authorization; a blob host's URL is a ticket of its own. */
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

function redirectOf({ answer, url }: Asked): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = headerOf(answer, 'location');
  return URL.canParse(location, url) ? new URL(location, url).href : location;
}

function seenOf({ answer }: Asked, wishes: SampleWishes, carriedInMs: number): SampleSeen {
  const hashable = answer.status === 200 && isWhole(wishes) && wishes.digest.startsWith('sha256:');
  return {
    status: answer.status,
    bytes: answer.body.length,
    carriedInMs,
    contentDigest: hashable
      ? `sha256:${createHash('sha256').update(answer.body).digest('hex')}`
      : null,
  };
}
