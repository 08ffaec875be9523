import { isNoManifest } from '../../checks/stages.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { probeBlob } from '../../probes/blob.ts';
import {
  type BlobChoice,
  isIndex,
  type ManifestWishes,
  pickPlatform,
  probeManifestGet,
  probeManifestHead,
  smallestBlob,
} from '../../probes/manifest.ts';
import type { HttpSeen, ManifestSeen } from '../../probes/seen.ts';
import { authorize } from './login.ts';
import {
  type Authorization,
  anonymous,
  type BlobWish,
  hubBlob,
  isHub,
  manifestWishes,
  type Walk,
} from './state.ts';
import { unfitContent, unfitHead, unfitLabel } from './unfit.ts';

/** What the greeting asks for first, then the manifest. */
export async function classicManifest(walk: Walk, greeting: HttpSeen | null) {
  const authorization = await authorize(walk, greeting);
  return authorization ? stageManifest(walk, authorization) : null;
}

/** No greeting: the manifest's own 401 says what is wanted. */
export async function containerdManifest(walk: Walk) {
  const first = await stageManifest(walk, anonymous);
  const { manifest } = walk.draft;
  if (manifest.kind !== 'saw' || manifest.data.status !== 401) {
    if (manifest.kind === 'saw') walk.draft.token = { kind: 'skipped', because: 'open' };
    return first;
  }
  const authorization = await authorize(walk, manifest.data);
  return authorization?.header ? stageManifest(walk, authorization) : null;
}

/** What the manifest leads to. */
export interface Found {
  readonly authorization: Authorization;
  readonly blob: (BlobChoice & { readonly path: string }) | null;
}

async function stageManifest(walk: Walk, authorization: Authorization): Promise<Found | null> {
  const { target, listen, draft, trip } = walk;
  const wishes = manifestWishes(walk, authorization);
  listen('manifest', 'running');
  // containerd's first HEAD is anonymous, and mostly the question for what to authorize with.
  if (target.route.startsWith === 'v2' || authorization.header !== null) walk.scout?.go(wishes);
  draft.manifest = await probeManifestHead(trip.ask('registry'), wishes);
  if (isHub(target.endpoint)) {
    judgeHead(walk);
    if (walk.context.isOtherPlatform) draft.platformUnseen = true;
    listen('manifest', draft.manifest);
    return { authorization, blob: hubBlob };
  }
  const blob = draft.manifest.kind === 'saw' ? await content(walk, wishes) : null;
  judgeHead(walk);
  listen('manifest', draft.manifest);
  return { authorization, blob: blob && { ...blob, path: wishes.path } };
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
  if (head?.status === 200) takeFailure(walk, got.outcome, object);
  else if (head && got.outcome.kind === 'saw' && !headDecides(walk, head, got.outcome.data)) {
    draft.manifest = { ...got.outcome, data: withHead(got.outcome.data, head) };
  }
  judgeLabel(walk, got.outcome);
  if (!isIndex(got.body)) return chosen(walk, got.body);
  const digest = pickPlatform(got.body, context.platform);
  draft.platform = digest !== null;
  if (!digest) return null;
  const image = await probeManifestGet(ask, { ...wishes, object: digest });
  takeFailure(walk, image.outcome, digest);
  return chosen(walk, image.body);
}

function chosen({ draft }: Walk, manifest: unknown): BlobChoice | null {
  const unfit = unfitContent(manifest);
  if (unfit) draft.unfit ??= unfit;
  return smallestBlob(manifest);
}

/** containerd goes by what HEAD was answered, the classic store by what came with the bytes. */
function judgeLabel({ draft, target, context }: Walk, got: Outcome<ManifestSeen>): void {
  const decides = target.route.startsWith === 'manifest' ? draft.manifest : got;
  if (decides.kind !== 'saw' || decides.data.status !== 200 || isNoManifest(decides.data)) return;
  const unfit = unfitLabel(decides.data.mediaType, context.view.engine.version);
  if (unfit) draft.unfit = unfit;
}

/** Only a tag is asked for in this way, and only by the classic store. */
function judgeHead({ draft, target }: Walk): void {
  const { startsWith, reference } = target.route;
  if (startsWith !== 'v2' || reference.digest !== null || draft.manifest.kind !== 'saw') return;
  const { data } = draft.manifest;
  const unfit = data.status === 200 && !isNoManifest(data) ? unfitHead(data) : null;
  if (unfit) draft.unfit ??= unfit;
}

/** What a good HEAD promised and GET did not hold: that is how the manifest went. */
function takeFailure(walk: Walk, got: Outcome<ManifestSeen>, object: string): void {
  const { draft } = walk;
  if (got.kind === 'saw' && got.data.status === 200) {
    const came = got.data.contentDigest;
    // What does not even say that it is a manifest is not compared with one.
    if (isNoManifest(got.data) || came === null || came === object) return;
    if (!isVerified(walk, object)) return;
    const detail = `${object} ≠ ${came}`;
    draft.manifest = { kind: 'failed', code: 'DIGEST_MISMATCH', detail, ms: got.ms };
  } else draft.manifest = got;
  draft.behindHead = true;
}

/**
 * containerd verifies whatever it asks for by digest. The classic store does so where the digest
 * came from the user or an index, and takes the word of HEAD for a tag
 * (moby daemon/internal/distribution/pull_v2.go schema2ManifestDigest).
 */
function isVerified({ target, draft }: Walk, object: string): boolean {
  if (!object.startsWith('sha256:')) return false;
  const fromTag = target.route.reference.digest === null && draft.platform === null;
  return target.route.startsWith === 'manifest' || !fromTag;
}

/**
 * The classic store asks again with GET, whatever HEAD was answered; containerd only after a 405
 * (core/remotes/docker/resolver.go retryRequest).
 */
function headDecides({ target }: Walk, head: ManifestSeen, got: ManifestSeen): boolean {
  return target.route.startsWith === 'manifest' && got.status === 200 && head.status !== 405;
}

/** GET tells more than HEAD; the digest may stand in either. */
function withHead(got: ManifestSeen, head: ManifestSeen): ManifestSeen {
  return got.status === 200 ? got : { ...got, digest: got.digest ?? head.digest };
}

/** One blob: the way layers take, and whether its bytes arrive unchanged. */
export async function stageBlob(walk: Walk, found: Found | null): Promise<void> {
  const { listen, draft, trip } = walk;
  const wanted: BlobWish | null = walk.target.blob ?? found?.blob ?? null;
  if (!found || !wanted) {
    draft.blob = { kind: 'skipped', because: 'no-blob' };
    return;
  }
  const { authorization } = found;
  const blob = { ...manifestWishes(walk, authorization), ...wanted };
  listen('blob', 'running');
  const ask = (carried: Authorization) =>
    probeBlob(trip.ask('blob'), { ...blob, authorization: carried.header });
  const ahead = await walk.scout?.blob(blob.digest);
  draft.blob = ahead?.kind === 'saw' ? ahead : await ask(authorization);
  const first = draft.blob.kind === 'saw' ? draft.blob.data : null;
  const answersFirst = walk.target.route.startsWith === 'manifest';
  // containerd answers a challenge wherever it comes; the classic store, the greeting's alone.
  if (answersFirst && first?.status === 401 && authorization.header === null) {
    const carried = await authorize(walk, first);
    if (carried?.header) draft.blob = await ask(carried);
  }
  listen('blob', draft.blob);
}
