import type { Outcome } from '../../domain/outcome.ts';
import { redact } from '../../domain/redact.ts';
import { maskQuery } from '../../probes/http-seen.ts';
import { probeManifestHead } from '../../probes/manifest.ts';
import { probePush } from '../../probes/push.ts';
import type { HttpSeen, WalkSeen } from '../../probes/seen.ts';
import { probeV2 } from '../../probes/v2.ts';
import { classicManifest, containerdManifest, stageBlob } from './content.ts';
import type { WalkContext } from './context.ts';
import { answerable, authorize, authorizePush } from './login.ts';
import { type Scout, scoutFor } from './scout.ts';
import {
  anonymous,
  type Draft,
  emptyDraft,
  manifestWishes,
  type StageListener,
  type Walk,
  type WalkTarget,
} from './state.ts';
import { visit } from './visit.ts';

export type { StageListener, WalkTarget } from './state.ts';

/**
 * Walks to one endpoint as the engine would pull an image from it, as far as it gets: the hop,
 * the registry's greeting, its token, the manifest, one blob.
 */
export async function walkEndpoint(
  target: WalkTarget,
  context: WalkContext,
  listen: StageListener,
): Promise<WalkSeen> {
  const { endpoint, route } = target;
  const trip = visit(endpoint, context);
  const begunAt = context.ports.clock.now();
  const start = { target, context, listen, trip, draft: emptyDraft() };
  let scout: Scout | null = null;
  try {
    const hop = await trip.begin(listen);
    scout = hop.wire && scoutFor(start, hop);
    const walk: Walk = { ...start, scout };
    if (hop.wire) await throughRegistry(walk);
    if (lacksHeaders(walk)) start.draft.withheld = true;
    const push = hop.wire && context.push ? await stagePush(walk) : null;
    return {
      image: target.hasImage ? route.reference.canonical : route.reference.domain,
      hasImage: target.hasImage,
      begunAt,
      endpoint,
      hops: trip.hops(),
      ...withoutTickets(start.draft),
      ...(push ? { push } : {}),
    };
  } finally {
    scout?.end();
    trip.end();
  }
}

/** Refused, where the engine would have sent headers that are not ours to send. */
function lacksHeaders({ target: { endpoint }, draft: { v2, manifest } }: Walk): boolean {
  const refused = [v2, manifest].some(
    (outcome) => outcome.kind === 'saw' && [401, 403, 404].includes(outcome.data.status),
  );
  return endpoint.headerNames !== undefined && refused;
}

/** What a challenge names is asked as it stands, and is kept without what may be a ticket in it. */
function withoutTickets(draft: Draft): Draft {
  const { v2, manifest, content } = draft;
  return {
    ...draft,
    v2: maskedChallenges(v2),
    manifest: maskedChallenges(manifest),
    content: maskedChallenges(content),
  };
}

function maskedChallenges<T extends HttpSeen>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.kind !== 'saw') return outcome;
  const challenges = outcome.data.challenges.map(({ scheme, parameters }) => ({
    scheme,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        name === 'realm' ? maskQuery(value) : redact(value),
      ]),
    ),
  }));
  return { ...outcome, data: { ...outcome.data, challenges } };
}

async function throughRegistry(walk: Walk): Promise<void> {
  const { target, draft } = walk;
  const asksV2 = target.route.startsWith === 'v2' || !target.hasImage;
  if (asksV2) await stageV2(walk);
  else draft.v2 = { kind: 'skipped', because: 'not-asked' };
  if (asksV2 && draft.v2.kind !== 'saw') return;
  const greeting = draft.v2.kind === 'saw' ? draft.v2.data : null;
  if (!target.hasImage) {
    await authorize(walk, greeting);
    return;
  }
  const manifest = asksV2 ? await classicManifest(walk, greeting) : await containerdManifest(walk);
  if (draft.manifest.kind !== 'saw') return;
  if (draft.manifest.data.status === 200) await stageBlob(walk, manifest);
  else await askWithPrefix(walk, draft.manifest.data.status);
}

/**
 * Some mirrors serve Docker Hub only below `docker.io/`, which registry-mirrors cannot say: the
 * engine gets a refusal from them for every image.
 */
async function askWithPrefix(walk: Walk, status: number): Promise<void> {
  const { target, trip, draft } = walk;
  if (target.endpoint.role !== 'mirror' || ![401, 403, 404].includes(status)) return;
  const wishes = manifestWishes(walk, anonymous);
  const path = `docker.io/${wishes.path}`;
  const outcome = await probeManifestHead(trip.ask('registry'), { ...wishes, path });
  if (outcome.kind === 'saw') draft.prefixed = outcome.data.status;
}

async function stageV2({ target, context, listen, trip, draft }: Walk): Promise<void> {
  listen('v2', 'running');
  draft.v2 = await probeV2(trip.ask('registry'), target.endpoint.url, context.accent);
  listen('v2', draft.v2);
}

/** Whether a push may begin. Pushes go to the registry itself, never to mirrors. */
async function stagePush(walk: Walk): Promise<Outcome<HttpSeen> | null> {
  const { target, trip, draft } = walk;
  const greeted = [draft.v2, draft.manifest].flatMap((outcome) =>
    outcome.kind === 'saw' ? [outcome.data] : [],
  );
  const challenges = greeted.flatMap((seen) => seen.challenges);
  const challenge = answerable(challenges, walk.context.accent.store);
  if (!target.hasImage || target.endpoint.role === 'mirror' || greeted.length === 0) return null;
  const authorization = challenge && (await authorizePush(walk, challenge));
  const { api, path, accent } = manifestWishes(walk, anonymous);
  return probePush(trip.ask('registry'), { api, path, accent, authorization });
}
