import { Failure } from '../../domain/failure.ts';
import { hubDomain, parseReference } from '../../domain/reference.ts';
import type { Reference } from '../../domain/route.ts';
import type { Resolved } from '../../probes/resolve.ts';
import { limit } from '../limit.ts';
import { anonymousContext } from '../walk/anonymous-context.ts';
import type { LookSetting, WalkContext } from '../walk/context.ts';
import type { ResolverOptions } from '../walk/shared-resolver.ts';
import type { Candidate } from './candidates.ts';
import { compareDigests } from './compare.ts';
import { type Contact, contactMirror, contactUpstream, type UpstreamContact } from './contact.ts';
import { type Agreed, agreedDigest } from './digest.ts';
import { measure } from './measure.ts';
import { inOrder, type RankedMirror, withRounds } from './order.ts';
import type { Round } from './sample.ts';
import { rankWords } from './words.ts';

export interface RankRequest {
  readonly candidates: readonly Candidate[];
  /** an image of Docker Hub, as the user typed it */
  readonly image: string;
  /** of measuring; 0 to look only at what is served */
  readonly rounds: number;
  /** what is known by then is what is told; absent: as long as it takes */
  readonly budgetMs?: number;
  readonly options?: ResolverOptions;
}

export interface RankSetting extends LookSetting {
  readonly emit: (event: RankEvent) => void;
}

/** What ranking tells while it works. */
export type RankEvent =
  | { readonly kind: 'contacted'; readonly url: string; readonly serves: boolean }
  | { readonly kind: 'measured'; readonly url: string; readonly round: Round };

export interface Ranking {
  readonly reference: Reference;
  readonly agreed: Agreed;
  readonly upstream: UpstreamContact;
  /** the best first, then the living that were not measured, then the rest */
  readonly mirrors: readonly RankedMirror[];
  readonly elapsedMs: number;
  /** false where the budget was spent before everything was tried and measured */
  readonly complete: boolean;
}

/**
 * One candidate's time to show that it serves the image: resolving, dialling, TLS, a token, two
 * manifests and a small blob. Dialling alone is given up after five seconds.
 */
export const contactDeadlineMs = 6_000;

/** Two hundred dead mirrors are through in seconds: what takes an hour will never end. */
const unlimitedMs = 3_600_000;

/**
 * Measures mirrors as this engine would use them: all are contacted at once, and the quickest that
 * serve the image are measured with its real layers, a few at a time, several rounds. Writes
 * nothing.
 * @throws Failure invalidInput for an image that is none, or none of Docker Hub
 */
export async function rankMirrors(request: RankRequest, setting: RankSetting): Promise<Ranking> {
  const reference = hubReference(request.image);
  const { emit, ports } = setting;
  const begun = ports.clock.monotonic();
  using budget = limit(request.budgetMs ?? unlimitedMs, {
    clock: ports.clock,
    signal: setting.signal,
  });
  const { signal } = budget;
  const context = anonymousContext({ ...setting, signal }, request.options ?? {});
  using patience = limit(contactDeadlineMs, { clock: ports.clock, signal });
  const hurried = hurriedBy(patience.signal, context);
  const asked = contactUpstream(reference, hurried);
  const contacts = request.candidates.map(async (candidate) => {
    const contact = cutShort(await contactMirror(candidate, reference, hurried), signal);
    const serves = contact.judged.standing === 'serves';
    emit({ kind: 'contacted', url: candidate.url, serves });
    return contact;
  });
  const rounds = await measure(contacts, {
    rounds: request.rounds,
    context,
    upstream: asked,
    tell: ({ candidate }, round) => emit({ kind: 'measured', url: candidate.url, round }),
  });
  const [upstream, ...contacted] = await Promise.all([asked, ...contacts]);
  const honest = contacted.filter(({ judged }) => judged.standing === 'serves');
  const digests = honest.map(({ digest }) => digest);
  const agreed = agreedDigest(upstream.digest, digests);
  const odd = await compareDigests(contacted, { agreed, reference, context });
  const mirrors = contacted.map((contact) =>
    withRounds(contact, odd.get(contact) ?? contact.judged, rounds.get(contact) ?? []),
  );
  const elapsedMs = Math.round(ports.clock.monotonic() - begun);
  const complete = !signal.aborted;
  return { reference, agreed, upstream, mirrors: inOrder(mirrors), elapsedMs, complete };
}

/** Nobody is called silent who was not waited for. */
function cutShort(contact: Contact, { aborted }: AbortSignal): Contact {
  if (!aborted || contact.judged.standing !== 'silent') return contact;
  return { ...contact, judged: { standing: 'not-tried', text: rankWords.notTried() } };
}

function hubReference(image: string): Reference {
  const parsed = parseReference(image);
  if ('problem' in parsed) throw new Failure('invalidInput', parsed.problem);
  if (parsed.reference.domain === hubDomain) return parsed.reference;
  throw new Failure('invalidInput', rankWords.onlyHub(image));
}

/** A name that is still being looked up when the time is over is not waited for. */
function hurriedBy(signal: AbortSignal, context: WalkContext): WalkContext {
  const spent: Resolved = {
    outcome: { kind: 'skipped', because: 'budget' },
    asked: [],
    settled: Promise.resolve(),
  };
  const over = new Promise<Resolved>((resolve) => {
    signal.addEventListener('abort', () => resolve(spent), { once: true });
  });
  return {
    ...context,
    signal,
    resolve: (name, source) => Promise.race([context.resolve(name, source), over]),
  };
}
