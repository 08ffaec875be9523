import { waitedFor } from '../../checks/dead-address.ts';
import { hubLacksBlob, isNoManifest, isUnreadable } from '../../checks/stages.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Route } from '../../domain/route.ts';
import type { HttpFailure, Leg, TransportFailure, Trial } from '../../domain/trial.ts';
import { parseJson } from '../../probes/http-seen.ts';
import type { HopSeen, HttpSeen, WalkSeen } from '../../probes/seen.ts';
import { hopTrial } from './trial-hop.ts';
import { lostTrial, transport } from './trial-socket.ts';

/** What a walk means for the engine: the input of the prediction. */
export function trialOf(walk: WalkSeen, startsWith: Route['startsWith']): Trial {
  if (walk.endpoint.proxy.problem) return transport('ping', unusableProxy);
  const [hop] = walk.hops;
  const firstLeg: Leg = startsWith === 'v2' ? 'ping' : 'manifest';
  return (
    (hop ? hopTrial(hop, firstLeg, null) : unknown) ??
    lateTrial(hop, startsWith) ??
    pingTrial(walk) ??
    withheldTrial(walk) ??
    tokenTrial(walk) ??
    behindHead(walk, startsWith) ??
    manifestTrial(walk) ??
    blobTrial(walk)
  );
}

const unknown: Trial = { kind: 'unknown' };

/** As long as the classic store waits for the greeting (moby daemon/pkg/registry/auth.go PingV2Registry). */
const greetingMs = 15_000;

/** Dead addresses in front take the time: some releases then give up, and others do not. */
function lateTrial(hop: HopSeen | undefined, startsWith: Route['startsWith']): Trial | null {
  const isLate = hop !== undefined && waitedFor(hop) >= greetingMs;
  return isLate && startsWith === 'v2' ? unknown : null;
}
const unusableProxy = { cause: 'proxy-unusable', detail: {} } as const;

/** Only a ping that got no answer ends here: the engine goes on with whatever status it had. */
function pingTrial(walk: WalkSeen): Trial | null {
  return walk.v2.kind === 'failed' ? failedTrial(walk.v2, 'ping', walk) : budget(walk.v2);
}

function budget(outcome: Outcome<unknown>): Trial | null {
  return outcome.kind === 'skipped' && outcome.because === 'budget' ? unknown : null;
}

/**
 * With the login that we keep to ourselves, anything may come of it; but a token server that
 * cannot be reached gives nobody a token. The engine names a URL with the account in it.
 */
function withheldTrial(walk: WalkSeen): Trial | null {
  if (!walk.withheld) return null;
  const isOut = walk.token.kind === 'failed' && walk.token.code === 'NO_WAY';
  const trial = isOut ? tokenTrial(walk) : null;
  return trial?.kind === 'transport' ? untold(trial) : unknown;
}

type Failed = Extract<Outcome<unknown>, { kind: 'failed' }>;

const rolesOf: { readonly [L in Leg]: HopSeen['role'] } = {
  ping: 'registry',
  manifest: 'registry',
  token: 'token',
  config: 'blob',
  layer: 'blob',
};

/** A request that came to nothing: on the way to another host, or at the endpoint's own. */
function failedTrial(failed: Failed, leg: Leg, { hops }: WalkSeen): Trial {
  if (failed.code === 'TOO_MANY_REDIRECTS' && leg !== 'config') {
    const detail = { text: 'stopped after 10 redirects' };
    return transport(leg, { cause: 'other', detail }, failed.detail);
  }
  const noWay = failed.code === 'NO_WAY';
  const asked = noWay ? failed.detail : (failed.url ?? null);
  const isMasked = asked?.includes('…') === true;
  const url = isMasked ? '' : asked;
  const hop = hops.slice(1).findLast(({ role }) => role === rolesOf[leg]);
  const lost = noWay ? null : lostTrial(failed, leg, url);
  const trial = lost ?? (hop ? hopTrial(hop, leg, url) : transport(leg, unusableProxy, url));
  // A URL with something masked in it cannot be told word for word; a blob's is not always told.
  const tells = !isMasked || leg === 'config';
  return trial?.kind === 'transport' && !tells ? untold(trial) : (trial ?? unknown);
}

/** The same trouble, of which the engine's words are not known. */
function untold(trial: TransportFailure): Trial {
  return { ...trial, cause: 'other', detail: {} };
}

/** The text around a token's trouble names the URL that the manifest's request was sent on to. */
function isRedirected({ v2, manifest, endpoint }: WalkSeen): boolean {
  return [v2, manifest].some(
    (outcome) =>
      outcome.kind === 'saw' && new URL(outcome.data.url).origin !== new URL(endpoint.url).origin,
  );
}

function tokenTrial(walk: WalkSeen): Trial | null {
  const trial = anyTokenTrial(walk);
  const isAbout = trial !== null && tokenKinds.has(trial.kind);
  return isAbout && postsLogin(walk) ? wordlessToken : trial;
}

/** With a login the containerd store asks in another way, and words trouble by that. */
function postsLogin({ token, v2 }: WalkSeen): boolean {
  if (token.kind === 'saw' && token.data.method === 'POST') return true;
  const asked = token.kind === 'saw' ? token.data.url : token.kind === 'failed' ? token.detail : '';
  return v2.kind === 'skipped' && v2.because === 'not-asked' && /[?&]account=/.test(asked);
}

const tokenKinds: ReadonlySet<Trial['kind']> = new Set(['noToken', 'notToken', 'transport']);
const wordlessToken = transport('token', { cause: 'other', detail: {} });

function anyTokenTrial(walk: WalkSeen): Trial | null {
  const { token } = walk;
  if (token.kind === 'failed') {
    if (token.code === 'NO_CREDENTIALS') return { kind: 'noBasicCredentials' };
    if (token.code === 'NO_REALM') return { kind: 'noRealm' };
    const trial =
      token.code === 'BAD_REALM' ? badRealm(token.detail) : failedTrial(token, 'token', walk);
    return isRedirected(walk) && trial.kind === 'transport' ? untold(trial) : trial;
  }
  if (token.kind === 'skipped') return budget(token);
  const { data } = token;
  if (data.hasToken) return null;
  if (data.status >= 300) return httpTrial(data, 'token');
  const isJson = data.unreadable === undefined ? parseJson(data.excerpt) !== null : false;
  if (isJson) return { kind: 'noToken' };
  if (data.unreadable !== undefined && data.unreadable !== 'json') {
    return { kind: 'notToken', body: null };
  }
  const isWhole = data.excerpt.length >= data.size;
  return { kind: 'notToken', body: isWhole ? data.excerpt : null };
}

/** Go asks for the realm as it stands (golang/go src/net/http/transport.go roundTrip). */
function badRealm(url: string): Trial {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1] ?? '';
  const text = `unsupported protocol scheme "${scheme}"`;
  return transport('token', { cause: 'other', detail: { text } }, url);
}

function httpTrial(seen: HttpSeen, leg: Leg): HttpFailure {
  const error = seen.challenges.find(({ parameters }) => parameters.error)?.parameters.error;
  return {
    kind: 'http',
    leg,
    status: seen.status,
    errors: seen.errors.length > 0 ? seen.errors : null,
    contentType: seen.contentType || null,
    body: seen.excerpt,
    challengeError: error ?? null,
    ...(seen.method === 'HEAD' ? { bodyUnknown: true } : {}),
    // What is masked in a URL, an account's name or a ticket, the engine would show.
    url: leg === 'manifest' || seen.url.includes('…') ? null : seen.url,
  };
}

/**
 * The engine got the manifest's digest and then not the manifest, in words that name the digest.
 * containerd begins with it at the first host again, as it does with blobs.
 */
function behindHead(walk: WalkSeen, startsWith: Route['startsWith']): Trial | null {
  const { manifest } = walk;
  if (!walk.behindHead) return null;
  if (manifest.kind === 'skipped') return unknown;
  if (manifest.kind === 'failed' && manifest.code === 'DEADLINE') return unknown;
  const leg = startsWith === 'v2' ? 'manifest' : 'config';
  return transport(leg, { cause: 'other', detail: {} });
}

function manifestTrial(walk: WalkSeen): Trial | null {
  const { manifest, platform } = walk;
  if (manifest.kind === 'failed') return failedTrial(manifest, 'manifest', walk);
  if (manifest.kind === 'skipped') return budget(manifest) ?? unknown;
  const { data } = manifest;
  if (data.status !== 200) return httpTrial(data, 'manifest');
  if (isNoManifest(data) || isUnreadable(walk) || walk.unfit) {
    const { content } = walk;
    const computed = content.kind === 'saw' ? content.data.contentDigest : null;
    const lacks = walk.unfit?.kind === 'header' ? { lacks: walk.unfit.type } : {};
    const digest = data.digest ?? computed;
    return { kind: 'notManifest', mediaType: data.mediaType, digest, ...lacks };
  }
  if (walk.platformUnseen) return unknown;
  return platform === false ? { kind: 'noPlatform' } : null;
}

function blobTrial(walk: WalkSeen): Trial {
  const { blob } = walk;
  if (blob.kind === 'skipped') return budget(blob) ?? { kind: 'served' };
  if (blob.kind === 'failed') {
    return blob.detail.startsWith('cut off') ? cut : failedTrial(blob, 'config', walk);
  }
  if (hubLacksBlob(walk)) return { kind: 'served' };
  const { status, contentDigest, digest } = blob.data;
  if (status !== 200 && status !== 206) return httpTrial(blob.data, 'config');
  const altered = contentDigest !== null && contentDigest !== digest;
  return altered ? { kind: 'spoiledBlob', how: 'altered' } : { kind: 'served' };
}

const cut: Trial = { kind: 'spoiledBlob', how: 'cut' };
