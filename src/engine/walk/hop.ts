import { joinHostPort } from '../../domain/host-port.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { formatProxyUrl } from '../../domain/proxy-url.ts';
import type { ProxyDecision, TrustPolicy } from '../../domain/route.ts';
import type { Wire } from '../../ports/network.ts';
import { dial, dialDeadlineMs } from '../../probes/dial.ts';
import { handshakeDeadlineMs } from '../../probes/handshake.ts';
import { connectDeadlineMs } from '../../probes/proxy-connect.ts';
import type { DialSeen, HopSeen, NameserverSeen, ProxySeen, TcpSeen } from '../../probes/seen.ts';
import { doorDeadlineMs, trySideDoors } from '../../probes/side-doors.ts';
import { sniff } from '../../probes/sniff.ts';
import { sniffProxy } from '../../probes/sniff-proxy.ts';
import type { WalkContext } from './context.ts';
import { askProxy, isTunnel } from './hop-proxy.ts';
import { clientIdentity, secure, waitOf } from './hop-secure.ts';

/** One `host:port` to get to, as the engine would. */
export interface HopTarget {
  readonly role: HopSeen['role'];
  readonly scheme: 'https' | 'http';
  readonly host: string;
  readonly port: number;
  readonly proxy: ProxyDecision;
  readonly trust: TrustPolicy;
}

export interface Hop {
  readonly target: HopTarget;
  readonly seen: HopSeen;
  /** ready for HTTP; null when the hop ended before that */
  readonly wire: Wire | null;
}

export type HopStage = 'dns' | 'tcp' | 'proxy' | 'tls';
/** Told when a stage begins, and what came of it. */
export type HopListener = (stage: HopStage, outcome: Outcome<unknown> | 'running') => void;

/**
 * Opens the way to a host, stage by stage on one connection; the first failing stage ends it.
 * A certificate that the engine would refuse ends it too: the verdict says why.
 */
export async function openHop(
  target: HopTarget,
  walk: WalkContext,
  listen: HopListener = () => {},
): Promise<Hop> {
  const draft = draftOf(target);
  const wire = await climb({ target, walk, listen, draft });
  if (!wire && draft.dns.kind === 'saw' && draft.dns.data.via === 'hosts') {
    const { outcome } = await walk.resolve(draft.dns.data.name, 'servers');
    draft.byServers = outcome.kind === 'saw' ? outcome.data.addresses : [];
  }
  return { target, wire, seen: draft };
}

type Draft = { -readonly [K in keyof HopSeen]: HopSeen[K] };

interface Climb {
  readonly target: HopTarget;
  readonly walk: WalkContext;
  readonly listen: HopListener;
  readonly draft: Draft;
}

function draftOf({ role, scheme, host, port, proxy }: HopTarget): Draft {
  const because = (text: string) => ({ kind: 'skipped' as const, because: text });
  return {
    role,
    scheme,
    host,
    port,
    proxy: proxy.proxy ? formatProxyUrl(proxy.proxy, { withPassword: false }) : null,
    asked: [],
    dials: [],
    dns: because('earlier'),
    byServers: null,
    tcp: because('earlier'),
    source: null,
    tunnel: because(proxy.proxy ? 'earlier' : 'direct'),
    proxyTls: null,
    proxyVerdict: null,
    tls: because(scheme === 'https' ? 'earlier' : 'plain'),
    verdict: null,
    sniff: null,
    date: null,
  };
}

async function climb(climb: Climb): Promise<Wire | null> {
  const addresses = await stageDns(climb);
  const tcp = addresses && (await stageTcp(climb, addresses));
  if (!tcp) return null;
  const tunnel = climb.target.proxy.proxy ? await stageProxy(climb, tcp) : tcp;
  if (!tunnel || climb.target.scheme === 'http') return tunnel;
  return stageTls(climb, tunnel);
}

/** With a proxy the engine resolves the proxy's name only; the proxy resolves the registry's. */
function firstHost({ target }: Climb): { readonly host: string; readonly port: number } {
  return target.proxy.proxy ?? target;
}

async function stageDns(climb: Climb): Promise<readonly string[] | null> {
  const { walk, listen, draft } = climb;
  listen('dns', 'running');
  const { outcome, asked } = await walk.resolve(firstHost(climb).host);
  draft.asked = asked as readonly NameserverSeen[];
  draft.dns = outcome;
  listen('dns', outcome);
  return outcome.kind === 'saw' ? outcome.data.addresses : null;
}

async function stageTcp(climb: Climb, addresses: readonly string[]): Promise<Wire | null> {
  const { walk, listen, draft } = climb;
  listen('tcp', 'running');
  const { network } = walk.ports;
  const wait = waitOf(climb.walk, dialDeadlineMs);
  const { outcome, dials } = await dial(addresses, firstHost(climb).port, { network, wait });
  draft.dials = dials as readonly DialSeen[];
  draft.tcp = dataOf(outcome, (wire): TcpSeen => wire.remote);
  listen('tcp', draft.tcp);
  const [first] = addresses;
  if (outcome.kind === 'failed' && first) {
    const source = await network.source({ address: first, port: firstHost(climb).port });
    if (source.kind === 'saw') draft.source = source.data;
    const to = { address: first, port: firstHost(climb).port };
    const doorWait = waitOf(climb.walk, doorDeadlineMs);
    if (!climb.target.proxy.proxy) {
      draft.doors = await trySideDoors(to, { network, wait: doorWait });
    }
  }
  return outcome.kind === 'saw' ? outcome.data : null;
}

/** A proxy is near; what it does not say by then it does not say. */
const sniffDeadlineMs = 2_000;

async function stageProxy(climb: Climb, tcp: Wire): Promise<Wire | null> {
  const { target, listen, draft } = climb;
  const { proxy } = target.proxy;
  if (!proxy) return tcp;
  listen('proxy', 'running');
  const wire = proxy.scheme === 'https' ? await tlsToProxy(climb, tcp) : tcp;
  if (!wire) {
    draft.tunnel = proxyTlsFailure(draft);
  } else {
    const wait = waitOf(climb.walk, connectDeadlineMs);
    draft.tunnel = await askProxy({ ...target, proxy }, wire, wait);
    if (isStrange(draft.tunnel)) draft.proxySpeaks = await howItSpeaks(climb, proxy.host);
  }
  listen('proxy', draft.tunnel);
  const opened = draft.tunnel.kind === 'saw' && isTunnel(draft.tunnel.data);
  if (!opened) wire?.close();
  return opened ? wire : null;
}

/** Answers that a proxy of the named kind does not give: other bytes, or none and the end. */
function isStrange(tunnel: Outcome<ProxySeen>): boolean {
  if (tunnel.kind === 'saw')
    return tunnel.data.protocol === 'connect' && tunnel.data.status === 400;
  return tunnel.kind === 'failed' && tunnel.code !== 'DEADLINE';
}

function howItSpeaks(climb: Climb, host: string) {
  const { network } = climb.walk.ports;
  const wait = waitOf(climb.walk, sniffDeadlineMs);
  return sniffProxy(() => redial(climb), { host, network, wait });
}

async function tlsToProxy(climb: Climb, tcp: Wire): Promise<Wire | null> {
  const { target, walk, draft } = climb;
  const host = target.proxy.proxy?.host ?? '';
  const made = await secure(climb, tcp, { host, client: null });
  draft.proxyTls = made.outcome;
  draft.proxyVerdict = made.verdict;
  if (made.outcome.kind === 'failed' && !walk.signal.aborted) {
    const wait = waitOf(climb.walk, connectDeadlineMs);
    const { code } = made.outcome;
    draft.sniff = await sniff(walk.ports.network, () => redial(climb), { host, code, wait });
  }
  return made.verdict?.ok ? made.wire : null;
}

function proxyTlsFailure({ proxyTls, proxyVerdict }: Draft): Outcome<ProxySeen> {
  if (proxyTls?.kind === 'failed') return proxyTls;
  if (proxyTls?.kind === 'skipped') return proxyTls;
  const detail = proxyVerdict?.engineText ?? '';
  return { kind: 'failed', code: 'PROXY_CERTIFICATE', detail, ms: 0 };
}

async function stageTls(climb: Climb, below: Wire): Promise<Wire | null> {
  const { target, walk, listen, draft } = climb;
  listen('tls', 'running');
  const client = await clientIdentity(climb);
  const made = await secure(climb, below, { host: target.host, client });
  draft.tls = made.outcome;
  draft.verdict = made.verdict;
  listen('tls', made.outcome);
  if (made.outcome.kind === 'failed') {
    below.close();
    if (!walk.signal.aborted) {
      const wait = waitOf(climb.walk, handshakeDeadlineMs);
      const wishes = { host: target.host, code: made.outcome.code, wait };
      draft.sniff = await sniff(walk.ports.network, () => regain(climb), wishes);
    }
  }
  if (made.verdict?.ok) return made.wire;
  if (made.wire) await readDate(climb, made.wire);
  made.wire?.close();
  return null;
}

/**
 * Dates that do not fit are the certificate's fault or our clock's; the server's clock tells
 * which. Nothing but a bare question goes over the connection the engine would have dropped.
 */
async function readDate({ target, walk, draft }: Climb, wire: Wire): Promise<void> {
  const { problem } = draft.verdict ?? {};
  if (problem !== 'expired' && problem !== 'not-yet-valid') return;
  const { registry, clock } = walk.ports;
  const request = {
    method: 'HEAD' as const,
    origin: `https://${joinHostPort(target.host, target.port)}`,
    target: '/v2/',
    headers: [],
    body: null,
    maxBody: 0,
  };
  const wait = { deadlineMs: connectDeadlineMs, signal: walk.signal };
  const outcome = await registry.exchange(wire, request, wait);
  const header = outcome.kind === 'saw' && outcome.data.headers.find(([name]) => name === 'date');
  const server = header ? Date.parse(header[1]) : Number.NaN;
  if (Number.isFinite(server)) draft.date = { server, at: clock.now() };
}

/** A further connection to the same address, for a question that spoils the connection. */
async function redial(climb: Climb): Promise<Wire | null> {
  const { tcp } = climb.draft;
  if (tcp.kind !== 'saw') return null;
  const outcome = await climb.walk.ports.network.dial(tcp.data, waitOf(climb.walk, dialDeadlineMs));
  return outcome.kind === 'saw' ? outcome.data : null;
}

/** Another way to the host itself: through the proxy once more, where there is one. */
async function regain(climb: Climb): Promise<Wire | null> {
  const { target } = climb;
  const { proxy } = target.proxy;
  const wire = await redial(climb);
  if (!wire || !proxy) return wire;
  const hello = { host: proxy.host, client: null };
  const below = proxy.scheme === 'https' ? (await secure(climb, wire, hello)).wire : wire;
  if (!below) return null;
  const answer = await askProxy({ ...target, proxy }, below, waitOf(climb.walk, connectDeadlineMs));
  if (answer.kind === 'saw' && isTunnel(answer.data)) return below;
  below.close();
  return null;
}

function dataOf<T, U>(outcome: Outcome<T>, read: (data: T) => U): Outcome<U> {
  return outcome.kind === 'saw' ? { ...outcome, data: read(outcome.data) } : outcome;
}
