import { limit } from '../limit.ts';
import type { WalkContext } from '../walk/context.ts';
import type { Contact, UpstreamContact } from './contact.ts';
import { chooseField, fewAtATime } from './field.ts';
import { createSampler, type Round } from './sample.ts';

export type Rounds = ReadonlyMap<Contact, readonly Round[]>;

export interface MeasureOptions {
  /** of measuring; 0 measures nothing */
  readonly rounds: number;
  readonly context: WalkContext;
  /** what Docker Hub says */
  readonly upstream: Promise<UpstreamContact>;
  readonly tell: (contact: Contact, round: Round) => void;
}

/** Who has shown up by then was quick; the time-outs of the dead are not waited for. */
const graceMs = 1_500;

/** Only the quickest are measured: each costs some megabytes and seconds. */
const finalists = 8;

/** More at a time would measure this host's own line. */
const lanes = 4;

/** A round that takes longer has shown what it had to show. */
const roundDeadlineMs = 3_000;

/**
 * Measures the quickest mirrors that serve the image, while others are still being waited for.
 * Rounds go around: every finalist has its first before anybody has the second.
 */
export async function measure(
  contacts: readonly Promise<Contact>[],
  { rounds, context, upstream, tell }: MeasureOptions,
): Promise<Rounds> {
  const { signal, ports } = context;
  const measured = new Map<Contact, Round[]>();
  if (rounds === 0) return measured;
  let wanted: string | null = null;
  const better = upstream.then(({ digest }) => {
    wanted = digest;
  });
  const field = chooseField(contacts, {
    places: finalists,
    graceMs,
    better,
    // What serves another image than Docker Hub is of no use, however fast it is.
    isFit: ({ judged, digest }) =>
      judged.standing === 'serves' && digest !== null && digest === (wanted ?? digest),
    compare: (one, other) => one.ms - other.ms,
    clock: ports.clock,
    signal,
  });
  for await (const chosen of field) {
    const entries = chosen.map((contact) => ({
      contact,
      take: samplerOf(contact, context),
    }));
    for (let round = 0; round < rounds; round += 1) {
      await fewAtATime(entries, lanes, async ({ contact, take }) => {
        if (signal.aborted) return;
        using time = limit(roundDeadlineMs, { clock: ports.clock, signal });
        const seen = await take(time.signal);
        // A round that the end of the whole run broke off says nothing of the mirror.
        if (signal.aborted && seen.kind === 'failed') return;
        measured.set(contact, [...(measured.get(contact) ?? []), seen]);
        tell(contact, seen);
      });
    }
  }
  return measured;
}

function samplerOf({ ranked, digest }: Contact, context: WalkContext) {
  if (ranked === null || digest === null) {
    return async (): Promise<Round> => ({ kind: 'failed', code: 'NO_WAY' });
  }
  const sampler = createSampler(ranked, digest, context);
  return (signal: AbortSignal) => sampler.round(signal);
}
