import { bareMirror } from '../../domain/mirror-url.ts';
import { candidatesOf } from '../rank/candidates.ts';
import type { RankedMirror } from '../rank/order.ts';
import { rankMirrors } from '../rank/rank.ts';
import type { LookSetting } from '../walk/context.ts';

/** A mirror that somebody thinks of using, and what it turned out to be. */
export interface TriedMirror extends RankedMirror {
  /** it is of no use through the proxy, and serves when it is reached directly */
  readonly servesDirectly: boolean;
}

/** Every mirror of Docker Hub that has anything has this one, and it is small. */
const triedImage = 'library/hello-world';

/**
 * Tries mirrors as this engine would use them, all at once, in the order of the list: the walk of
 * a pull to each, and their digests held against Docker Hub's. Nothing is written.
 * @param setting its view is the configuration that they would be used with
 * @param image null for a small public one
 * @throws Failure invalidInput for a mirror that this engine would not start with
 */
export async function tryMirrors(
  urls: readonly string[],
  setting: LookSetting,
  image: string | null = null,
): Promise<readonly TriedMirror[]> {
  const tried = await contact(urls, setting, image);
  const lost = tried.filter(({ proxy, judged }) => proxy !== null && judged.standing !== 'serves');
  const direct = lost.length === 0 ? [] : await contact(urlsOf(lost), around(setting), image);
  const alive = new Set(urlsOf(direct.filter(({ judged }) => judged.standing === 'serves')));
  return tried
    .map((mirror) => ({ ...mirror, servesDirectly: alive.has(mirror.candidate.url) }))
    .toSorted((a, b) => placeOf(a, urls) - placeOf(b, urls));
}

async function contact(
  given: readonly string[],
  setting: LookSetting,
  image: string | null,
): Promise<readonly RankedMirror[]> {
  const lists = { given, configured: [], presets: [] };
  const candidates = candidatesOf(lists, setting.facts.engine.version);
  const request = { candidates, image: image ?? triedImage, rounds: 0 };
  const { mirrors } = await rankMirrors(request, { ...setting, emit: () => {} });
  setting.signal.throwIfAborted();
  return mirrors;
}

function urlsOf(mirrors: readonly RankedMirror[]): readonly string[] {
  return mirrors.map(({ candidate }) => candidate.url);
}

/** The same host without its proxies. */
function around(setting: LookSetting): LookSetting {
  return { ...setting, view: { ...setting.view, proxies: { http: '', https: '', no: '' } } };
}

/** A candidate's URL can be what was typed, put straight: with a slash at its end, or without. */
function placeOf({ candidate }: RankedMirror, urls: readonly string[]): number {
  const bare = (url: string) => bareMirror(url).toLowerCase();
  return urls.findIndex((url) => bare(url) === bare(candidate.url));
}
