import type { ApplyDocument } from '../../domain/documents.ts';
import { normalisedMirror } from '../../domain/mirror-url.ts';
import type { Language } from '../../domain/said.ts';
import type { CandidateSource } from './candidates.ts';
import type { RankedMirror } from './order.ts';
import type { Ranking } from './rank.ts';
import type { Standing } from './standing.ts';

/** `dockcfg mirrors rank --json` and `mirrors check --json`. */
export interface MirrorsDocument {
  readonly schema: 'dockcfg/mirrors/1';
  readonly image: string;
  /** what the image is, and who says so; null where nobody can be believed */
  readonly digest: string | null;
  readonly comparedWith: 'upstream' | 'majority' | null;
  readonly upstream: {
    readonly url: string | null;
    readonly standing: Standing;
    readonly text: string;
  };
  /** the day of the shipped list; null where it was left out */
  readonly presetsDate: string | null;
  readonly elapsedMs: number;
  /** false where the deadline came before everything was tried and measured */
  readonly complete: boolean;
  readonly mirrors: readonly MirrorDocument[];
  /** what registry-mirrors should hold, the best first; empty where nothing is of use */
  readonly order: readonly string[];
  /** what it holds */
  readonly current: readonly string[];
  /** what writes the order */
  readonly command: readonly string[];
  /** what came of writing it; null where it was not written */
  readonly applied: ApplyDocument | null;
}

export interface MirrorDocument {
  readonly url: string;
  readonly sources: readonly CandidateSource[];
  readonly operator: string | null;
  readonly rank: number | null;
  readonly standing: Standing;
  readonly text: string;
  readonly proxy: string | null;
  readonly digest: string | null;
  readonly contactMs: number | null;
  readonly firstByteMs: number | null;
  readonly bytesPerSecond: number | null;
  readonly rounds: readonly {
    readonly firstByteMs: number | null;
    readonly bytes: number;
    readonly ms: number | null;
    readonly failed: string | null;
  }[];
}

/**
 * An engine asks its mirrors one after the other, so that each dead one costs every pull a
 * time-out: three are enough for one to be alive.
 */
const longestOrder = 3;

/** The mirrors worth having in `registry-mirrors`, the best first. */
export function orderOf({ mirrors }: Pick<Ranking, 'mirrors'>): readonly string[] {
  const ranked = mirrors.filter(({ rank }) => rank !== null);
  return ranked.slice(0, longestOrder).map(({ candidate }) => candidate.url);
}

/** Whether two lists are the same to the engine. */
export function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  const normal = (list: readonly string[]) => list.map(normalisedMirror).join(' ');
  return normal(one) === normal(other);
}

export interface RankingContext {
  readonly language: Language;
  readonly presetsDate: string | null;
  readonly current: readonly string[];
  /** `/`, or the tree that the command line named */
  readonly root: string;
}

/** The published document of a ranking whose order has not been written. */
export function rankingDocument(ranking: Ranking, context: RankingContext): MirrorsDocument {
  const { reference, agreed, upstream, mirrors, elapsedMs, complete } = ranking;
  const { language, presetsDate, current, root } = context;
  const order = orderOf(ranking);
  const where = root === '/' ? [] : ['--root', root];
  return {
    schema: 'dockcfg/mirrors/1',
    image: reference.canonical,
    digest: agreed.digest,
    comparedWith: agreed.by,
    upstream: {
      url: upstream.url,
      standing: upstream.judged.standing,
      text: upstream.judged.text[language],
    },
    presetsDate,
    elapsedMs,
    complete,
    mirrors: mirrors.map((mirror) => mirrorDocument(mirror, language)),
    order,
    current,
    command:
      order.length === 0
        ? []
        : ['dockcfg', 'apply', ...where, ...order.flatMap((url) => ['--mirror', url])],
    applied: null,
  };
}

function mirrorDocument(mirror: RankedMirror, language: Language): MirrorDocument {
  const { candidate, judged, rounds, ...seen } = mirror;
  return {
    url: candidate.url,
    sources: candidate.sources,
    operator: candidate.operator,
    rank: seen.rank,
    standing: judged.standing,
    text: judged.text[language],
    proxy: seen.proxy,
    digest: seen.digest,
    contactMs: seen.contactMs,
    firstByteMs: seen.firstByteMs,
    bytesPerSecond: seen.bytesPerSecond,
    rounds: rounds.map((round) =>
      round.kind === 'measured'
        ? {
            firstByteMs: Math.round(round.firstByteMs),
            bytes: round.bytes,
            ms: round.ms,
            failed: null,
          }
        : { firstByteMs: null, bytes: 0, ms: null, failed: round.code },
    ),
  };
}
