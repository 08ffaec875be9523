import { hubHost } from '../domain/endpoint.ts';
import type { Outcome, Stage } from '../domain/outcome.ts';
import type { Endpoint, Reference, Route } from '../domain/route.ts';
import type { Secret } from '../domain/secret.ts';
import { probeBlob } from '../probes/blob.ts';
import {
  type BlobChoice,
  isIndex,
  type ManifestWishes,
  pickPlatform,
  probeManifestGet,
  probeManifestHead,
  smallestBlob,
} from '../probes/manifest.ts';
import type { Challenge, HttpSeen, ManifestSeen, WalkSeen } from '../probes/seen.ts';
import { basicOf, probeToken } from '../probes/token.ts';
import { probeV2 } from '../probes/v2.ts';
import { type Visit, visit } from './visit.ts';
import type { WalkContext } from './walk-context.ts';

export type StageListener = (stage: Stage, outcome: Outcome<unknown> | 'running') => void;

export interface WalkTarget {
  readonly route: Pick<Route, 'reference' | 'startsWith'>;
  readonly endpoint: Endpoint;
  /** false for a bare host: there is no image to ask for */
  readonly hasImage: boolean;
}

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
  const walk: Walk = { target, context, listen, trip, draft: emptyDraft() };
  try {
    const hop = await trip.begin(listen);
    if (hop.wire) await throughRegistry(walk);
    return {
      image: route.reference.canonical,
      hasImage: target.hasImage,
      begunAt,
      endpoint,
      hops: trip.hops(),
      ...walk.draft,
    };
  } finally {
    trip.end();
  }
}

type Draft = {
  -readonly [K in
    | 'v2'
    | 'token'
    | 'manifest'
    | 'content'
    | 'platform'
    | 'prefixed'
    | 'blob']: WalkSeen[K];
};

interface Walk {
  readonly target: WalkTarget;
  readonly context: WalkContext;
  readonly listen: StageListener;
  readonly trip: Visit;
  readonly draft: Draft;
}

const earlier = { kind: 'skipped', because: 'earlier' } as const;

function emptyDraft(): Draft {
  return {
    v2: earlier,
    token: earlier,
    manifest: earlier,
    content: earlier,
    platform: null,
    prefixed: null,
    blob: earlier,
  };
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

/** What later requests carry; null where nothing can be carried. */
interface Authorization {
  readonly header: string | null;
}

const anonymous: Authorization = { header: null };

/** Answers a 401 as the engine does; null when it cannot, which ends the walk. */
async function authorize(walk: Walk, seen: HttpSeen | null): Promise<Authorization | null> {
  const { context, target, draft, listen } = walk;
  const challenge = seen?.status === 401 ? answerable(seen.challenges) : null;
  if (!challenge) {
    draft.token = { kind: 'skipped', because: 'open' };
    return anonymous;
  }
  const login = context.loginFor(target.route.reference.domain);
  if (challenge.scheme === 'basic') {
    if (login) return { header: basicOf(login) };
    draft.token = { kind: 'failed', code: 'NO_CREDENTIALS', detail: 'basic', ms: 0 };
    listen('token', draft.token);
    return null;
  }
  listen('token', 'running');
  const wishes = { challenge, ...scopesOf(walk), accent: context.accent, login };
  const { outcome, token } = await probeToken(walk.trip.ask('token'), wishes);
  draft.token = outcome;
  listen('token', outcome);
  return token ? { header: bearer(token) } : null;
}

function bearer(token: Secret): string {
  return `Bearer ${token.reveal()}`;
}

/** Bearer first, as the engine's handlers stand in that order. */
function answerable(challenges: readonly Challenge[]): Challenge | null {
  const of = (scheme: string) => challenges.find((challenge) => challenge.scheme === scheme);
  return of('bearer') ?? of('basic') ?? null;
}

/** The engine's own scope, and on Docker Hub the one for the blob that is looked for there. */
function scopesOf({ target }: Walk): { scopes: readonly string[]; extraScopes: readonly string[] } {
  if (!target.hasImage) return { scopes: [], extraScopes: [] };
  const { path } = repositoryOf(target);
  const extra = isHub(target.endpoint) && path !== hubBlob.path ? [hubBlob.path] : [];
  const scope = (each: string) => `repository:${each}:pull`;
  return { scopes: [scope(path)], extraScopes: extra.map(scope) };
}

function repositoryOf({ endpoint, route }: WalkTarget): Pick<Reference, 'path'> {
  return { path: endpoint.search?.path ?? route.reference.path };
}

function isHub(endpoint: Endpoint): boolean {
  return endpoint.role === 'upstream' && endpoint.host === hubHost;
}

/**
 * A blob that Docker Hub has served since May 2023: the config of hello-world for linux/amd64.
 * Fetching it shows the way to Hub's blob hosts, and no rate limit counts it, while a manifest
 * GET would be counted (docs.docker.com, Docker Hub usage and limits).
 */
const hubBlob = {
  path: 'library/hello-world',
  digest: 'sha256:d2c94e258dcb3c5ac2798d32e1249e42ef01cba4841c2234249495f87264ac5a',
  size: 581,
} as const;

async function classicManifest(walk: Walk, greeting: HttpSeen | null) {
  const authorization = await authorize(walk, greeting);
  return authorization ? stageManifest(walk, authorization) : null;
}

/** No greeting: the manifest's own 401 says what is wanted. */
async function containerdManifest(walk: Walk) {
  const first = await stageManifest(walk, anonymous);
  const { manifest } = walk.draft;
  if (manifest.kind !== 'saw' || manifest.data.status !== 401) {
    if (manifest.kind === 'saw') walk.draft.token = { kind: 'skipped', because: 'open' };
    return first;
  }
  const authorization = await authorize(walk, manifest.data);
  return authorization?.header ? stageManifest(walk, authorization) : null;
}

interface Found {
  readonly authorization: Authorization;
  readonly blob: (BlobChoice & { readonly path: string }) | null;
}

async function stageManifest(walk: Walk, authorization: Authorization): Promise<Found | null> {
  const { target, listen, draft, trip } = walk;
  const wishes = manifestWishes(walk, authorization);
  listen('manifest', 'running');
  draft.manifest = await probeManifestHead(trip.ask('registry'), wishes);
  // A GET that fails is no pull, and shows what the engine, which does the same, would be told.
  const isThere = draft.manifest.kind === 'saw' && draft.manifest.data.status === 200;
  if (isHub(target.endpoint) && isThere) {
    listen('manifest', draft.manifest);
    return { authorization, blob: hubBlob };
  }
  const blob = draft.manifest.kind === 'saw' ? await content(walk, wishes) : null;
  listen('manifest', draft.manifest);
  return { authorization, blob: blob && { ...blob, path: wishes.path } };
}

function manifestWishes({ target, context }: Walk, { header }: Authorization): ManifestWishes {
  const { endpoint, route } = target;
  const { tag, digest } = route.reference;
  return {
    api: `${new URL(endpoint.url).origin}${endpoint.apiPath}`,
    namespace: endpoint.namespace,
    path: repositoryOf(target).path,
    object: digest ?? tag ?? 'latest',
    accent: context.accent,
    authorization: header,
  };
}

/**
 * The manifest's bytes: they show the error behind a failed HEAD, or which blobs there are. A 401
 * in the containerd store is answered first and asked for again.
 */
async function content(walk: Walk, wishes: ManifestWishes): Promise<BlobChoice | null> {
  const { draft, trip, context } = walk;
  const head = draft.manifest.kind === 'saw' ? draft.manifest.data : null;
  const answersFirst = walk.target.route.startsWith === 'manifest';
  if (head?.status === 401 && wishes.authorization === null && answersFirst) return null;
  const ask = trip.ask('registry');
  const object = head?.status === 200 && head.digest ? head.digest : wishes.object;
  const got = await probeManifestGet(ask, { ...wishes, object });
  draft.content = got.outcome;
  if (head && head.status !== 200 && got.outcome.kind === 'saw') {
    draft.manifest = { ...got.outcome, data: withHead(got.outcome.data, head) };
  }
  if (!isIndex(got.body)) return smallestBlob(got.body);
  const digest = pickPlatform(got.body, context.platform);
  draft.platform = digest !== null;
  if (!digest) return null;
  const image = await probeManifestGet(ask, { ...wishes, object: digest });
  return smallestBlob(image.body);
}

/** GET tells more than HEAD, except what both stores go by: the status of HEAD where GET works. */
function withHead(got: ManifestSeen, head: ManifestSeen): ManifestSeen {
  return got.status === 200 ? got : { ...got, digest: got.digest ?? head.digest };
}

async function stageBlob(walk: Walk, found: Found | null): Promise<void> {
  const { listen, draft, trip } = walk;
  if (!found?.blob) {
    draft.blob = { kind: 'skipped', because: 'no-blob' };
    return;
  }
  const { blob, authorization } = found;
  listen('blob', 'running');
  draft.blob = await probeBlob(trip.ask('blob'), {
    ...manifestWishes(walk, authorization),
    path: blob.path,
    digest: blob.digest,
    size: blob.size,
  });
  listen('blob', draft.blob);
}
