import { hopStagesOf, hubLacksBlob, isNoManifest } from '../checks/stages.ts';
import { joinHostPort } from '../domain/host-port.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Route } from '../domain/route.ts';
import type { CauseDetail, HttpFailure, Leg, TransportCause, Trial } from '../domain/trial.ts';
import type { HopSeen, HttpSeen, TrustProblem, WalkSeen } from '../probes/seen.ts';

/** What a walk means for the engine: the input of the prediction. */
export function trialOf(walk: WalkSeen, startsWith: Route['startsWith']): Trial {
  if (walk.endpoint.proxy.problem) {
    return transport('ping', 'proxy-unusable', {});
  }
  const [hop] = walk.hops;
  const firstLeg: Leg = startsWith === 'v2' ? 'ping' : 'manifest';
  return (
    (hop ? hopTrial(hop, firstLeg, null) : unknown) ??
    pingTrial(walk) ??
    tokenTrial(walk) ??
    manifestTrial(walk) ??
    blobTrial(walk)
  );
}

const unknown: Trial = { kind: 'unknown' };

function transport(
  leg: Leg,
  cause: TransportCause,
  detail: CauseDetail,
  url: string | null = null,
): Trial {
  return { kind: 'transport', leg, cause, detail, url };
}

/** null when the hop was opened */
function hopTrial(hop: HopSeen, leg: Leg, url: string | null): Trial | null {
  const failed = hopStagesOf(hop).find(({ outcome }) => outcome === 'failed');
  if (hopStagesOf(hop).some(({ outcome }) => outcome === 'unknown') && !failed) return unknown;
  if (!failed) return null;
  const elsewhere = url === null ? {} : { host: hop.host, port: hop.port };
  const { cause, detail } = hopCause(hop);
  return transport(leg, cause, { ...elsewhere, ...detail }, url);
}

interface Cause {
  readonly cause: TransportCause;
  readonly detail: CauseDetail;
}

function hopCause(hop: HopSeen): Cause {
  const toProxy = hop.proxy === null ? {} : { proxy: true };
  if (hop.dns.kind === 'failed') {
    const address = hop.asked.at(-1)?.server;
    const detail = address ? { ...toProxy, address: joinHostPort(address, 53) } : toProxy;
    return { cause: nameCauses[hop.dns.code] ?? 'other', detail };
  }
  if (hop.tcp.kind === 'failed') {
    const address = hop.dials[0]?.address;
    const port = portOf(hop);
    const at = address && port !== null ? { address: joinHostPort(address, port) } : {};
    return { cause: dialCauses[hop.tcp.code] ?? 'other', detail: { ...toProxy, ...at } };
  }
  return hop.tunnel.kind === 'skipped' || isOpen(hop) ? tlsCause(hop) : tunnelCause(hop);
}

function isOpen({ tunnel, tls }: HopSeen): boolean {
  return tunnel.kind === 'saw' && tls.kind !== 'skipped';
}

/** The port that was dialled: the proxy's, where there is one. */
function portOf(hop: HopSeen): number | null {
  if (hop.proxy === null) return hop.port;
  return Number(/:(\d+)\/?$/.exec(hop.proxy)?.[1] ?? '') || null;
}

const nameCauses: { readonly [code: string]: TransportCause } = {
  NXDOMAIN: 'name-not-found',
  SERVFAIL: 'name-server-failure',
  REFUSED: 'name-server-failure',
  FORMERR: 'name-server-failure',
  DEADLINE: 'name-timeout',
  ECONNREFUSED: 'name-server-refused',
  NO_NAMESERVER: 'name-server-refused',
};

const dialCauses: { readonly [code: string]: TransportCause } = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'unreachable',
  DEADLINE: 'dial-timeout',
  ETIMEDOUT: 'dial-timeout',
  ECONNRESET: 'reset',
};

function tunnelCause(hop: HopSeen): Cause {
  const { tunnel, proxyVerdict, proxyTls } = hop;
  if (tunnel.kind === 'saw') {
    const status = tunnel.data.protocol === 'connect' ? { status: tunnel.data.reason } : {};
    return { cause: status.status ? 'proxy-status' : 'other', detail: status };
  }
  if (proxyVerdict && !proxyVerdict.ok) {
    return {
      cause: 'other',
      detail: { proxy: true, text: `proxyconnect tcp: ${proxyVerdict.engineText}` },
    };
  }
  if (proxyTls?.kind === 'failed')
    return { ...socketCause(proxyTls.code), detail: { proxy: true } };
  return { cause: 'other', detail: {} };
}

function tlsCause({ tls, verdict, sniff }: HopSeen): Cause {
  if (verdict?.problem) {
    const cause = certificateCauses[verdict.problem];
    const timed = verdict.problem === 'expired' || verdict.problem === 'not-yet-valid';
    return { cause, detail: timed ? {} : { text: verdict.engineText } };
  }
  if (tls.kind !== 'failed') return { cause: 'other', detail: {} };
  if (sniff?.plainHttp) return { cause: 'tls-plain-http', detail: {} };
  if (tls.code === 'DEADLINE') return { cause: 'tls-timeout', detail: {} };
  return socketCause(tls.code);
}

const certificateCauses: { readonly [P in TrustProblem]: TransportCause } = {
  'unknown-authority': 'tls-unknown-authority',
  expired: 'tls-expired',
  'not-yet-valid': 'tls-not-yet-valid',
  'wrong-name': 'tls-name-mismatch',
  'no-names': 'tls-no-names',
  'no-ip-names': 'tls-no-ip-names',
  'common-name-only': 'tls-common-name',
  'wrong-usage': 'other',
  'not-an-authority': 'other',
  'too-many-intermediates': 'other',
  'name-constraint': 'other',
  'insecure-signature': 'tls-unknown-authority',
  'weak-key': 'tls-unknown-authority',
  'negative-serial': 'other',
  malformed: 'other',
};

/** Alerts keep their number in OpenSSL's code; Go prints them as `remote error: tls: …`. */
function socketCause(code: string): Cause {
  const known = socketCauses.find(([pattern]) => pattern.test(code));
  const text = alertTexts.find(([pattern]) => pattern.test(code))?.[1];
  return { cause: known?.[1] ?? 'other', detail: text === undefined ? {} : { text } };
}

const socketCauses: readonly (readonly [RegExp, TransportCause])[] = [
  [/CERTIFICATE_REQUIRED/, 'tls-certificate-required'],
  [/ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA/, 'tls-bad-certificate'],
  [/HANDSHAKE_FAILURE|PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/, 'tls-handshake-failure'],
  [/WRONG_VERSION|PACKET_LENGTH|BAD_RECORD|HTTP_REQUEST|UNEXPECTED_MESSAGE/, 'tls-not-tls'],
  [/^ECONNRESET$/, 'reset'],
  [/^UND_ERR_SOCKET$/, 'closed'],
];

const alertTexts: readonly (readonly [RegExp, string])[] = [
  [/PROTOCOL_VERSION/, 'remote error: tls: protocol version not supported'],
  [/UNRECOGNIZED_NAME/, 'remote error: tls: unrecognized name'],
  [/ALERT_UNKNOWN_CA/, 'remote error: tls: unknown certificate authority'],
  [/ALERT_INTERNAL_ERROR/, 'remote error: tls: internal error'],
];

/** Only a ping that got no answer ends here: the engine goes on with whatever status it had. */
function pingTrial({ v2 }: WalkSeen): Trial | null {
  return v2.kind === 'failed' ? lost(v2.code, 'ping', null) : budget(v2);
}

function budget(outcome: Outcome<unknown>): Trial | null {
  return outcome.kind === 'skipped' && outcome.because === 'budget' ? unknown : null;
}

/** A request that was sent and not answered. Silence is unknown: the engine waits longer than we. */
function lost(code: string, leg: Leg, url: string | null): Trial {
  if (code === 'DEADLINE') return unknown;
  const { cause, detail } = socketCause(code);
  return transport(leg, cause, detail, url);
}

function tokenTrial({ token, hops }: WalkSeen): Trial | null {
  if (token.kind === 'failed') {
    if (token.code === 'NO_CREDENTIALS') return { kind: 'noBasicCredentials' };
    const hop = hops.find(({ role }) => role === 'token');
    if (token.code === 'NO_WAY' && hop) return hopTrial(hop, 'token', null);
    return lost(token.code, 'token', null);
  }
  if (token.kind === 'skipped') return budget(token);
  const { data } = token;
  if (data.hasToken) return null;
  return data.status < 300 ? transport('token', 'other', {}, data.url) : httpTrial(data, 'token');
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
    url: leg === 'manifest' ? null : seen.url,
  };
}

function manifestTrial({ manifest, platform }: WalkSeen): Trial | null {
  if (manifest.kind === 'failed') return lost(manifest.code, 'manifest', null);
  if (manifest.kind === 'skipped') return budget(manifest) ?? unknown;
  const { data } = manifest;
  if (data.status !== 200) return httpTrial(data, 'manifest');
  if (isNoManifest(data)) {
    return { kind: 'notManifest', mediaType: data.mediaType, digest: data.digest };
  }
  return platform === false ? transport('manifest', 'other', {}) : null;
}

function blobTrial(walk: WalkSeen): Trial {
  const { blob, hops } = walk;
  if (blob.kind === 'skipped') return budget(blob) ?? { kind: 'served' };
  if (blob.kind === 'failed') {
    const hop = hops.findLast(({ role }) => role === 'blob');
    if (blob.code === 'NO_WAY' && hop) return hopTrial(hop, 'config', null) ?? unknown;
    return lost(blob.code, 'config', null);
  }
  if (hubLacksBlob(walk)) return { kind: 'served' };
  const { status, contentDigest, digest } = blob.data;
  if (status !== 200 && status !== 206) return httpTrial(blob.data, 'config');
  const corrupted = contentDigest !== null && contentDigest !== digest;
  return corrupted ? transport('config', 'other', {}, blob.data.url) : { kind: 'served' };
}
