import type { Trial } from '../../domain/trial.ts';
import type { WalkSeen } from '../../probes/seen.ts';
import type { WalkContext } from './context.ts';
import type { WalkTarget } from './state.ts';
import { walkEndpoint } from './walk.ts';

/**
 * The containerd store takes the manifest from the first host that has one, and its blobs from
 * whichever has them (containerd core/remotes/docker/fetcher.go Fetch). Where the one lacks a
 * blob, and another has a manifest of its own, only asking tells whether that has the blob.
 * @param trials one for each walk
 * @returns them, with what came of asking
 */
export async function askedElsewhere(
  target: Pick<WalkTarget, 'route' | 'hasImage'>,
  { walks, trials }: { readonly walks: readonly WalkSeen[]; readonly trials: readonly Trial[] },
  context: WalkContext,
): Promise<readonly Trial[]> {
  const giver = walks.find((walk) => manifestOf(walk) !== null);
  if (target.route.startsWith !== 'manifest' || !giver) return trials;
  if (trials[walks.indexOf(giver)]?.kind === 'served') return trials;
  return Promise.all(
    trials.map((trial, index) => {
      const walk = walks[index];
      const differs = walk && manifestOf(walk) !== null && manifestOf(walk) !== manifestOf(giver);
      if (!differs || trial.kind !== 'served') return trial;
      return askFor(giver, { ...target, endpoint: walk.endpoint }, context);
    }),
  );
}

function manifestOf({ manifest }: WalkSeen): string | null {
  return manifest.kind === 'saw' && manifest.data.status === 200 ? manifest.data.digest : null;
}

/** What a host makes of the question for a blob that the giver of the manifest does not have. */
async function askFor(
  { blob: missed }: WalkSeen,
  target: WalkTarget,
  context: WalkContext,
): Promise<Trial> {
  if (missed.kind !== 'saw') return { kind: 'unknown' };
  const blob = { digest: missed.data.digest, size: null };
  const asked = await walkEndpoint({ ...target, blob }, context, () => {});
  if (asked.blob.kind !== 'saw') return { kind: 'unknown' };
  const { status, errors, contentType, excerpt } = asked.blob.data;
  if (status === 200 || status === 206) return { kind: 'served' };
  return {
    kind: 'http',
    leg: 'config',
    status,
    errors: errors.length > 0 ? errors : null,
    contentType: contentType || null,
    body: excerpt,
    challengeError: null,
    url: null,
  };
}
