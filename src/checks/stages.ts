import { hubHost } from '../domain/endpoint.ts';
import type { Outcome, Stage } from '../domain/outcome.ts';
import type {
  BlobSeen,
  HopSeen,
  HttpSeen,
  ManifestSeen,
  ProxySeen,
  TokenSeen,
  WalkSeen,
} from '../probes/seen.ts';

/** How a stage went, in the engine's terms. */
export interface StageState {
  readonly stage: Stage;
  readonly outcome: 'ok' | 'failed' | 'skipped' | 'unknown';
  readonly ms: number | null;
  /** a short technical name of the failure, or of why it was skipped; null when it went well */
  readonly reason: string | null;
}

/** Every stage of a walk, in the order on the wire. */
export function stagesOf(walk: WalkSeen): readonly StageState[] {
  const [hop] = walk.hops;
  const hopStages = hop ? hopStagesOf(hop) : [];
  const state = <T>(stage: Stage, outcome: Outcome<T>, judge: (data: T) => string | null) =>
    stateOf({ stage, outcome, judge });
  return [
    ...hopStages,
    state('v2', walk.v2, v2Problem),
    state('token', walk.token, tokenProblem),
    state('manifest', walk.manifest, (data) => manifestProblem(data, walk)),
    hubLacksBlob(walk) ? unknownBlob(walk) : state('blob', walk.blob, blobProblem),
  ];
}

/** The stages of a hop alone. */
export function hopStagesOf(hop: HopSeen): readonly StageState[] {
  const fine = () => null;
  return [
    stateOf({ stage: 'dns', outcome: hop.dns, judge: fine }),
    stateOf({ stage: 'tcp', outcome: hop.tcp, judge: fine }),
    stateOf({ stage: 'proxy', outcome: hop.tunnel, judge: proxyProblem }),
    stateOf({ stage: 'tls', outcome: hop.tls, judge: () => certificateProblem(hop) }),
  ];
}

/** The first stage that failed; null when none did. */
export function firstFailure(states: readonly StageState[]): StageState | null {
  return states.find((state) => state.outcome === 'failed') ?? null;
}

/** Whether a walk came to its end without a failure. */
export function isServed(walk: WalkSeen): boolean {
  const states = stagesOf(walk);
  return !states.some((state) => state.outcome === 'failed') && walk.manifest.kind === 'saw';
}

interface Judged<T> {
  readonly stage: Stage;
  readonly outcome: Outcome<T>;
  /** a failure that lies in what was seen; null when it is what the engine needs */
  readonly judge: (data: T) => string | null;
}

function stateOf<T>({ stage, outcome, judge }: Judged<T>): StageState {
  if (outcome.kind === 'skipped') {
    const unknown = outcome.because === 'budget';
    return {
      stage,
      outcome: unknown ? 'unknown' : 'skipped',
      ms: null,
      reason: outcome.because,
    };
  }
  const reason = outcome.kind === 'failed' ? outcome.code : judge(outcome.data);
  return { stage, outcome: reason === null ? 'ok' : 'failed', ms: outcome.ms, reason };
}

function proxyProblem({ protocol, status }: ProxySeen): string | null {
  if (protocol === 'absolute-form') return null;
  if (protocol === 'socks5') return status === 0 ? null : `SOCKS_${status}`;
  return status === 200 ? null : `PROXY_${status}`;
}

function certificateProblem({ verdict }: HopSeen): string | null {
  return verdict && !verdict.ok ? `CERTIFICATE_${verdict.problem}` : null;
}

/** 200, or 401 with a challenge the engine can answer; pages are no registry whatever their status. */
export function v2Problem(seen: HttpSeen): string | null {
  if (seen.page !== null) return 'HTML';
  if (seen.status === 200) return null;
  if (seen.status !== 401) return `HTTP_${seen.status}`;
  return seen.challenges.some(({ scheme }) => known.has(scheme)) ? null : 'NO_CHALLENGE';
}

/** The schemes that the engine can answer. */
const known: ReadonlySet<string> = new Set(['bearer', 'basic']);

function tokenProblem(seen: TokenSeen): string | null {
  if (seen.hasToken) return null;
  const { unreadable = 'json' } = seen;
  if (unreadable !== 'json') return `UNREADABLE_${unreadable.toUpperCase()}`;
  return seen.status < 300 ? 'NO_TOKEN' : `HTTP_${seen.status}`;
}

function manifestProblem(seen: ManifestSeen, walk: WalkSeen): string | null {
  if (seen.status !== 200) return statusProblem(seen.status, walk);
  if (isNoManifest(seen) || isUnreadable(walk)) return 'NOT_A_MANIFEST';
  if (walk.unfit) return 'NOT_AN_IMAGE';
  return walk.platform === false ? 'NO_PLATFORM' : null;
}

/** A status tells more beside the other request for the same manifest. */
function statusProblem(status: number, walk: WalkSeen): string {
  const { content, behindHead } = walk;
  if (behindHead) return status === 404 ? 'INCOMPLETE' : `HTTP_${status}`;
  if (status === 401 && walk.endpoint.role === 'upstream' && lacksChallenge(walk)) {
    return 'NO_CHALLENGE';
  }
  if (status === 401 && isTokenRefused(walk)) return 'TOKEN_REFUSED';
  const isServedToGet = content.kind === 'saw' && content.data.status === 200;
  return isServedToGet ? 'HEAD_REFUSED' : `HTTP_${status}`;
}

/** Asked without a token, and told nothing of how to get one. */
function lacksChallenge({ manifest, token }: WalkSeen): boolean {
  if (manifest.kind !== 'saw' || token.kind === 'saw') return false;
  return !manifest.data.challenges.some(({ scheme }) => known.has(scheme));
}

/** A token was given for this very pull, and the registry says that it is no good (RFC 6750 §3.1). */
function isTokenRefused({ manifest, token }: WalkSeen): boolean {
  const given = token.kind === 'saw' && token.data.hasToken;
  const challenges = manifest.kind === 'saw' ? manifest.data.challenges : [];
  return given && challenges.some(({ parameters }) => parameters.error === 'invalid_token');
}

/** A page or a file where a manifest should be; an unlabelled answer is given the doubt. */
export function isNoManifest(seen: ManifestSeen): boolean {
  if (seen.page !== null || /^text\/html/.test(seen.mediaType)) return true;
  return /^(image|video|audio|application\/(octet-stream|zip|gzip))/.test(seen.mediaType);
}

/** The bytes behind a good HEAD are no JSON, or more than any manifest has. */
export function isUnreadable({ content }: WalkSeen): boolean {
  return content.kind === 'saw' && content.data.status === 200 && content.data.isJson === false;
}

function blobProblem(seen: BlobSeen): string | null {
  if (seen.status !== 200 && seen.status !== 206) return `HTTP_${seen.status}`;
  const corrupted = seen.contentDigest !== null && seen.contentDigest !== seen.digest;
  return corrupted ? 'CORRUPTED' : null;
}

/**
 * The blob looked for on Docker Hub belongs to an image of its own. A registry that stands in for
 * Hub may lack it, which says nothing about the image that was asked for.
 */
export function hubLacksBlob({ endpoint, blob }: WalkSeen): boolean {
  const isHub = endpoint.role === 'upstream' && endpoint.host === hubHost;
  return isHub && blob.kind === 'saw' && [401, 403, 404].includes(blob.data.status);
}

function unknownBlob({ blob }: WalkSeen): StageState {
  const ms = blob.kind === 'saw' ? blob.ms : null;
  return { stage: 'blob', outcome: 'unknown', ms, reason: 'NO_SUCH_BLOB' };
}
