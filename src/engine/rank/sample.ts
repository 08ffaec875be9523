import type { Outcome } from '../../domain/outcome.ts';
import type { Ask } from '../../probes/ask.ts';
import { probeBlobSample, type SampleSeen } from '../../probes/blob-sample.ts';
import { layersOf } from '../../probes/layers.ts';
import {
  type BlobChoice,
  isIndex,
  type ManifestWishes,
  pickPlatform,
  probeManifestGet,
} from '../../probes/manifest.ts';
import { probeToken } from '../../probes/token.ts';
import type { WalkContext } from '../walk/context.ts';
import { visit } from '../walk/visit.ts';
import type { RankedEndpoint } from './endpoint.ts';

/** What one round of measuring showed. */
export type Round =
  | {
      readonly kind: 'measured';
      /** from asking for a layer to its first byte, redirects and new connections included */
      readonly firstByteMs: number;
      readonly bytes: number;
      readonly ms: number;
      /** the layer is so small that its time says nothing of the line */
      readonly isTooSmall: boolean;
    }
  | { readonly kind: 'failed'; readonly code: string };

/** Measures one mirror, a round at a time; what it learned in one serves the next. */
export interface Sampler {
  round(signal: AbortSignal): Promise<Round>;
}

/** A first guess that even a slow line carries within a second. */
const firstBytes = 128 * 1024;
/** More than this says nothing new of a fast line, and people may pay for it. */
const mostBytes = 4 * 1024 * 1024;
/** Long enough that the beginning of a transfer, when TCP is still slow, does not decide. */
const wantedMs = 500;
/** Below this, the time is that of a round trip, not of a transfer. */
const fewestBytes = 64 * 1024;

/** @param digest the image as this mirror serves it: what is measured is proven to be it */
export function createSampler(
  target: RankedEndpoint,
  digest: string,
  context: WalkContext,
): Sampler {
  const known: Known = { authorization: null, layer: null, bytes: firstBytes };
  return {
    round: (signal) => sample({ target, digest, known, context: { ...context, signal } }),
  };
}

interface Known {
  authorization: string | null;
  layer: BlobChoice | null;
  /** how much to ask for next */
  bytes: number;
}

interface Sampling {
  readonly target: RankedEndpoint;
  readonly digest: string;
  readonly known: Known;
  readonly context: WalkContext;
}

async function sample(sampling: Sampling): Promise<Round> {
  const { target, context, known } = sampling;
  const trip = visit(target.endpoint, context);
  try {
    const hop = await trip.begin(() => {});
    if (!hop.wire) return failed(context.signal.aborted ? 'DEADLINE' : 'NO_WAY');
    known.layer ??= await findLayer(sampling, trip.ask);
    if (!known.layer) return failed(context.signal.aborted ? 'DEADLINE' : 'NO_LAYER');
    return await measure(sampling, trip.ask('blob'), known.layer);
  } finally {
    trip.end();
  }
}

function failed(code: string): Round {
  return { kind: 'failed', code };
}

type AskFor = ReturnType<typeof visit>['ask'];

/** The largest layer of the image for this platform: the more bytes, the truer the measure. */
async function findLayer(sampling: Sampling, ask: AskFor): Promise<BlobChoice | null> {
  const top = await manifest(sampling, ask, sampling.digest);
  const chosen = isIndex(top) ? pickPlatform(top, sampling.context.platform) : null;
  const image = chosen === null ? top : await manifest(sampling, ask, chosen);
  return layersOf(image).toSorted((a, b) => b.size - a.size)[0] ?? null;
}

/** The parsed manifest, its bytes proven by their digest; null where it was not to be had. */
async function manifest(sampling: Sampling, ask: AskFor, digest: string): Promise<unknown> {
  const first = await probeManifestGet(ask('registry'), wishesFor(sampling, digest));
  const got = (await authorized(sampling, ask, first.outcome))
    ? await probeManifestGet(ask('registry'), wishesFor(sampling, digest))
    : first;
  const proven = got.outcome.kind === 'saw' && got.outcome.data.contentDigest === digest;
  return proven ? got.body : null;
}

/** Answers a challenge as a pull does; false where there was none or it cannot be answered. */
async function authorized(
  { target, context, known }: Sampling,
  ask: AskFor,
  outcome: Awaited<ReturnType<typeof probeManifestGet>>['outcome'],
): Promise<boolean> {
  if (outcome.kind !== 'saw' || outcome.data.status !== 401) return false;
  const challenge = outcome.data.challenges.find(({ scheme }) => scheme === 'bearer');
  if (!challenge) return false;
  const { token } = await probeToken(ask('token'), {
    challenge,
    scopes: [`repository:${target.route.reference.path}:pull`],
    extraScopes: [],
    accent: context.accent,
    login: null,
  });
  if (token) known.authorization = `Bearer ${token.reveal()}`;
  return token !== null;
}

function wishesFor({ target, context, known }: Sampling, object: string): ManifestWishes {
  const { endpoint, route } = target;
  return {
    api: `${new URL(endpoint.url).origin}${endpoint.apiPath}`,
    namespace: endpoint.namespace,
    path: endpoint.search?.path ?? route.reference.path,
    object,
    accent: context.accent,
    authorization: known.authorization,
  };
}

/** One byte shows how long the way is, and opens it; then comes what is timed. */
async function measure(sampling: Sampling, ask: Ask, layer: BlobChoice): Promise<Round> {
  const { known, context } = sampling;
  const { clock } = context.ports;
  const begun = clock.monotonic();
  const first = await fetchBytes(sampling, ask, { layer, bytes: 1 });
  const firstByteMs = clock.monotonic() - begun;
  if (first.kind !== 'saw') return failed(codeOf(first));
  const bytes = Math.min(known.bytes, layer.size);
  const rest = await fetchBytes(sampling, ask, { layer, bytes });
  if (rest.kind !== 'saw') return failed(codeOf(rest));
  const { status, contentDigest, carriedInMs } = rest.data;
  if (status !== 200 && status !== 206) return failed(`HTTP_${status}`);
  if (contentDigest !== null && contentDigest !== layer.digest) return failed('CORRUPTED');
  const ms = Math.max(1, carriedInMs);
  known.bytes = nextBytes(rest.data.bytes / ms);
  const isTooSmall = rest.data.bytes < fewestBytes;
  return { kind: 'measured', firstByteMs, bytes: rest.data.bytes, ms, isTooSmall };
}

function fetchBytes(
  sampling: Sampling,
  ask: Ask,
  { layer, bytes }: { readonly layer: BlobChoice; readonly bytes: number },
): Promise<Outcome<SampleSeen>> {
  const { object: digest, ...wishes } = wishesFor(sampling, layer.digest);
  return probeBlobSample(ask, { ...wishes, digest, size: layer.size, bytes });
}

function codeOf(outcome: Exclude<Outcome<unknown>, { kind: 'saw' }>): string {
  return outcome.kind === 'failed' ? outcome.code : 'DEADLINE';
}

function nextBytes(bytesPerMs: number): number {
  return Math.round(Math.min(mostBytes, Math.max(firstBytes, bytesPerMs * wantedMs)));
}
