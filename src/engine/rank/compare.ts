import type { Reference } from '../../domain/route.ts';
import { limit } from '../limit.ts';
import type { WalkContext } from '../walk/context.ts';
import { walkEndpoint } from '../walk/walk.ts';
import type { Contact } from './contact.ts';
import type { Agreed } from './digest.ts';
import { upstreamEndpoint } from './endpoint.ts';
import type { Judged, Standing } from './standing.ts';
import { rankWords } from './words.ts';

interface Comparison {
  readonly agreed: Agreed;
  readonly reference: Reference;
  readonly context: WalkContext;
}

/** Whether Docker Hub knows an image by its digest; null where it did not say. */
type IsKnown = boolean | null;

/**
 * Holds the digest of every mirror that serves the image against the one agreed on. Where another
 * one turns up, Docker Hub is asked whether that image was ever its own: an old copy is one thing,
 * a foreign image another.
 */
export async function compareDigests(
  contacts: readonly Contact[],
  comparison: Comparison,
): Promise<ReadonlyMap<Contact, Judged>> {
  const { agreed } = comparison;
  const odd = contacts.filter(
    ({ judged, digest }) =>
      judged.standing === 'serves' && digest !== null && isOther(digest, agreed),
  );
  const digests = [...new Set(odd.flatMap(({ digest }) => digest ?? []))];
  const known = new Map<string, IsKnown>(
    await Promise.all(
      digests.map(async (digest) => [digest, await isKnown(digest, comparison)] as const),
    ),
  );
  return new Map(
    odd.map((contact) => {
      const { digest } = contact;
      return [contact, judgeOdd(digest ?? '', agreed, known.get(digest ?? '') ?? null)];
    }),
  );
}

function isOther(digest: string, { digest: agreed }: Agreed): boolean {
  return agreed !== null && digest !== agreed;
}

/** The answer to one more question comes as quickly as the first did; Docker Hub has answered. */
const questionDeadlineMs = 4_000;

async function isKnown(
  digest: string,
  { agreed, reference, context }: Comparison,
): Promise<IsKnown> {
  const ranked = agreed.by === 'upstream' ? upstreamEndpoint(reference, context.view) : null;
  if (ranked === null) return null;
  const { clock } = context.ports;
  using time = limit(questionDeadlineMs, { clock, signal: context.signal });
  const route = { ...ranked.route, reference: { ...reference, tag: null, digest } };
  const target = { endpoint: ranked.endpoint, route, hasImage: true };
  const { manifest } = await walkEndpoint(target, { ...context, signal: time.signal }, () => {});
  if (manifest.kind !== 'saw') return null;
  if (manifest.data.status === 200) return true;
  return manifest.data.status === 404 ? false : null;
}

function judgeOdd(got: string, { digest, by }: Agreed, known: IsKnown): Judged {
  const [mine, wanted] = [shortened(got), shortened(digest ?? '')];
  const judged = (standing: Standing, text: Judged['text']) => ({ standing, text });
  if (by === 'majority') return judged('differs', rankWords.outvoted(mine, wanted));
  if (known === null) return judged('differs', rankWords.differs(mine, wanted));
  return known
    ? judged('stale', rankWords.stale(mine, wanted))
    : judged('differs', rankWords.foreign(mine, wanted));
}

/** Enough to tell digests apart on a screen. */
function shortened(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
