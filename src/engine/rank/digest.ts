import type { WalkSeen } from '../../probes/seen.ts';

/** What a tag should mean, and who says so. */
export interface Agreed {
  /** null: nobody can be believed */
  readonly digest: string | null;
  readonly by: 'upstream' | 'majority' | null;
}

/** The digest an endpoint gave for the image; null where it gave none. */
export function digestOf({ manifest, content }: WalkSeen): string | null {
  if (manifest.kind !== 'saw' || manifest.data.status !== 200) return null;
  const bytes = content.kind === 'saw' ? content.data.contentDigest : null;
  return manifest.data.digest ?? bytes;
}

/** Whether the bytes that an endpoint sent are others than it said they were. */
export function contradictsItself({ manifest, content }: WalkSeen): boolean {
  if (manifest.kind !== 'saw' || content.kind !== 'saw') return false;
  const { digest } = manifest.data;
  const { contentDigest } = content.data;
  return digest !== null && contentDigest !== null && digest !== contentDigest;
}

/**
 * What the image is: what Docker Hub says; where it cannot be asked, what more than half of the
 * mirrors say, if there are two of one mind at least. One mirror alone proves nothing.
 */
export function agreedDigest(upstream: string | null, mirrors: readonly (string | null)[]): Agreed {
  if (upstream !== null) return { digest: upstream, by: 'upstream' };
  const told = mirrors.filter((digest) => digest !== null);
  const [most] = byFrequency(told);
  if (!most || most.times < 2 || most.times * 2 <= told.length) return { digest: null, by: null };
  return { digest: most.digest, by: 'majority' };
}

/** The digests in the order of how often they were given. */
function byFrequency(
  digests: readonly string[],
): readonly { readonly digest: string; readonly times: number }[] {
  const times = new Map<string, number>();
  for (const digest of digests) times.set(digest, (times.get(digest) ?? 0) + 1);
  return [...times]
    .map(([digest, count]) => ({ digest, times: count }))
    .toSorted((a, b) => b.times - a.times);
}
