import type { Candidate } from './candidates.ts';
import type { Contact } from './contact.ts';
import type { Round } from './sample.ts';
import type { Judged } from './standing.ts';
import { rankWords } from './words.ts';

/** What is known of one mirror in the end. */
export interface RankedMirror {
  readonly candidate: Candidate;
  readonly judged: Judged;
  readonly proxy: string | null;
  readonly digest: string | null;
  /** what the first visit took; null where there was none */
  readonly contactMs: number | null;
  /** medians of the rounds that succeeded; null where nothing was measured */
  readonly firstByteMs: number | null;
  readonly bytesPerSecond: number | null;
  readonly rounds: readonly Round[];
  /** 1 is the best; null for a mirror that is of no use */
  readonly rank: number | null;
}

/** The numbers of one mirror, and the judgement once its rounds are known. */
export function withRounds(
  contact: Contact,
  judged: Judged,
  rounds: readonly Round[],
): RankedMirror {
  const measured = rounds.filter((round) => round.kind === 'measured');
  const speeds = measured.filter(({ isTooSmall }) => !isTooSmall);
  return {
    candidate: contact.candidate,
    judged: afterRounds(judged, rounds),
    proxy: contact.proxy,
    digest: contact.digest,
    contactMs: contact.ranked === null ? null : contact.ms,
    firstByteMs: medianOf(measured.map(({ firstByteMs }) => Math.round(firstByteMs))),
    bytesPerSecond: medianOf(speeds.map(({ bytes, ms }) => Math.round((bytes * 1000) / ms))),
    rounds,
    rank: null,
  };
}

/** A mirror whose layers are wrong, or never come, is of no use whatever its manifest said. */
function afterRounds(judged: Judged, rounds: readonly Round[]): Judged {
  if (rounds.some((round) => round.kind === 'failed' && round.code === 'CORRUPTED')) {
    return { standing: 'corrupted', text: rankWords.corrupted() };
  }
  const isUseless = rounds.length > 0 && rounds.every(({ kind }) => kind === 'failed');
  return isUseless ? { standing: 'silent', text: rankWords.stalls() } : judged;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** The best first and numbered: measured mirrors, then those that only serve, then the rest. */
export function inOrder(mirrors: readonly RankedMirror[]): readonly RankedMirror[] {
  const useful = mirrors.filter(({ judged }) => judged.standing === 'serves');
  const measured = useful.filter(({ firstByteMs }) => firstByteMs !== null);
  const others = useful.filter(({ firstByteMs }) => firstByteMs === null);
  const ranked = [
    ...measured.toSorted((a, b) => layerMs(a) - layerMs(b)),
    ...others.toSorted((a, b) => (a.contactMs ?? 0) - (b.contactMs ?? 0)),
  ];
  return [
    ...ranked.map((mirror, index) => ({ ...mirror, rank: index + 1 })),
    ...mirrors.filter(({ judged }) => judged.standing !== 'serves'),
  ];
}

/** What most layers of everyday images are at most. */
const layerBytes = 10 * 1024 * 1024;

/**
 * How long a layer of 10 MiB would take. Rounds that failed count: a mirror that fails every
 * second time costs a pull as much again.
 */
function layerMs({ firstByteMs, bytesPerSecond, rounds }: RankedMirror): number {
  const transfer = bytesPerSecond === null ? 0 : (layerBytes / bytesPerSecond) * 1000;
  const succeeded = rounds.filter(({ kind }) => kind === 'measured').length;
  return ((firstByteMs ?? 0) + transfer) * (rounds.length / Math.max(1, succeeded));
}
