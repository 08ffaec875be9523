import { formatProxyUrl } from '../../domain/proxy-url.ts';
import type { Reference } from '../../domain/route.ts';
import type { WalkContext } from '../walk/context.ts';
import { walkEndpoint } from '../walk/walk.ts';
import type { Candidate } from './candidates.ts';
import { contradictsItself, digestOf } from './digest.ts';
import { mirrorEndpoint, type RankedEndpoint, upstreamEndpoint } from './endpoint.ts';
import { type Judged, standingOf } from './standing.ts';
import { rankWords } from './words.ts';

/** What the first visit to a candidate showed. */
export interface Contact {
  readonly candidate: Candidate;
  /** null where the engine would never ask it */
  readonly ranked: RankedEndpoint | null;
  readonly judged: Judged;
  readonly digest: string | null;
  /** from the name's lookup to the first blob */
  readonly ms: number;
  /** masked; null when it is reached directly */
  readonly proxy: string | null;
}

/** What Docker Hub itself said. */
export interface UpstreamContact {
  readonly url: string | null;
  readonly judged: Judged;
  readonly digest: string | null;
}

/** Visits one candidate as a pull would: its hop, its token, the manifest, a small blob. */
export async function contactMirror(
  candidate: Candidate,
  reference: Reference,
  context: WalkContext,
): Promise<Contact> {
  const { clock } = context.ports;
  const begun = clock.monotonic();
  const ms = () => Math.round(clock.monotonic() - begun);
  const unfit = (judged: Judged): Contact => {
    return { candidate, ranked: null, judged, digest: null, ms: ms(), proxy: null };
  };
  if (candidate.refused) return unfit({ standing: 'refused', text: candidate.refused });
  const ranked = await mirrorEndpoint(candidate.url, reference, context);
  if (ranked === null) return unfit({ standing: 'refused', text: rankWords.neverAsked() });
  const walk = await walkEndpoint({ ...ranked, hasImage: true }, context, () => {});
  const { proxy } = ranked.endpoint.proxy;
  return {
    candidate,
    ranked,
    judged: contradictsItself(walk)
      ? { standing: 'corrupted', text: rankWords.corrupted() }
      : standingOf(walk),
    digest: digestOf(walk),
    ms: ms(),
    proxy: proxy ? formatProxyUrl(proxy, { withPassword: false }) : null,
  };
}

/** Asks Docker Hub what the image is; no rate limit counts the questions. */
export async function contactUpstream(
  reference: Reference,
  context: WalkContext,
): Promise<UpstreamContact> {
  const ranked = upstreamEndpoint(reference, context.view);
  if (ranked === null) {
    const judged: Judged = { standing: 'refused', text: rankWords.neverAsked() };
    return { url: null, judged, digest: null };
  }
  const walk = await walkEndpoint({ ...ranked, hasImage: true }, context, () => {});
  return { url: ranked.endpoint.url, judged: standingOf(walk), digest: digestOf(walk) };
}
