import { firstFailure, hopStagesOf } from '../../checks/stages.ts';
import { joinHostPort } from '../../domain/host-port.ts';
import type { Leg, TransportCause, Trial } from '../../domain/trial.ts';
import type { HopSeen, ProxySeen, TrustProblem } from '../../probes/seen.ts';
import { type Cause, socketCause, transport } from './trial-socket.ts';

/**
 * What the way to a host means for the engine.
 * @param url of the request that was to go there; null where it is the endpoint's own
 * @returns null when the hop was opened
 */
export function hopTrial(hop: HopSeen, leg: Leg, url: string | null): Trial | null {
  const states = hopStagesOf(hop);
  const failed = firstFailure(states);
  if (!failed)
    return states.some(({ outcome }) => outcome === 'unknown') ? { kind: 'unknown' } : null;
  // A proxy may take longer than we wait; the engine has the patience of the whole request.
  if (hop.tunnel.kind === 'failed' && hop.tunnel.code === 'DEADLINE') return { kind: 'unknown' };
  const { cause, detail } = hopCause(hop);
  const proxy = detail.proxy ? { proxyHost: proxyHostOf(hop) } : {};
  const elsewhere = url === null ? {} : { host: hop.host, port: hop.port, ...proxy };
  return transport(leg, { cause, detail: { ...elsewhere, ...detail } }, url);
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

function proxyHostOf({ proxy }: HopSeen): string {
  const authority = proxy?.replace(/^[a-z0-9]+:\/\//i, '').replace(/^.*@/, '') ?? '';
  return authority.replace(/:\d+\/?$/, '').replace(/^\[|\]$/g, '');
}

const nameCauses: { readonly [code: string]: TransportCause } = {
  NXDOMAIN: 'name-not-found',
  NO_DNS_SOURCE: 'name-not-asked',
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
  if (tunnel.kind === 'saw') return refusedCause(tunnel.data, hop);
  if (proxyVerdict && !proxyVerdict.ok) {
    return {
      cause: 'other',
      detail: { proxy: true, text: `proxyconnect tcp: ${proxyVerdict.engineText}` },
    };
  }
  if (proxyTls?.kind === 'failed') return { ...socketCause(proxyTls), detail: { proxy: true } };
  return { cause: 'other', detail: {} };
}

/** What the proxy said instead of opening a way through (golang/net internal/socks/client.go). */
function refusedCause({ protocol, status, reason }: ProxySeen, hop: HopSeen): Cause {
  if (protocol === 'connect') return { cause: 'proxy-status', detail: { status: reason } };
  const { tcp, host, port } = hop;
  const replied = protocol === 'socks5' && status !== null && status >= 1 && status <= 8;
  if (tcp.kind !== 'saw' || !replied) return { cause: 'other', detail: {} };
  const way = `${joinHostPort(tcp.data.address, tcp.data.port)}->${joinHostPort(host, port)}`;
  return { cause: 'other', detail: { text: `socks connect tcp ${way}: unknown error ${reason}` } };
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
  return socketCause(tls);
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
