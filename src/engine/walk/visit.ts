import type { Outcome } from '../../domain/outcome.ts';
import { decideProxy } from '../../domain/proxy.ts';
import type { Endpoint } from '../../domain/route.ts';
import type { Wire } from '../../ports/network.ts';
import type { HttpRequest } from '../../ports/registry.ts';
import { type Ask, type Asked, originOf } from '../../probes/ask.ts';
import { maskQuery } from '../../probes/http-seen.ts';
import { proxyAuthorization } from '../../probes/proxy-connect.ts';
import type { HopSeen } from '../../probes/seen.ts';
import type { WalkContext } from './context.ts';
import { type Hop, type HopListener, type HopTarget, openHop } from './hop.ts';
import { type Redirects, redirects } from './redirects.ts';

/**
 * The engine waits 15 s for an answer (30 s in the containerd store). What is still silent after
 * 10 s is reported as silent, and what the engine would come to is unknown.
 */
export const answerDeadlineMs = 10_000;

/** The connections of one walk: one per host, each opened as the engine would open it. */
export interface Visit {
  /** asks over the hop that leads to the URL, opening it when it is the first request there */
  ask(role: HopSeen['role']): Ask;
  /** opens the endpoint's own hop, telling of each stage */
  begin(listen: HopListener): Promise<Hop>;
  /** in the order in which they were opened */
  hops(): readonly HopSeen[];
  /** a second visit to the same endpoint on connections of its own, which nobody has seen yet */
  second(): Visit;
  /** makes the hosts that a second visit went to, and this one did not, part of this one */
  join(second: Visit): void;
  end(): void;
}

/** Begins a visit to one endpoint. */
export function visit(endpoint: Endpoint, walk: WalkContext): Visit {
  return visitBy(endpoint, walk, redirects(walk.accent.store));
}

/** The two visits of one walk share what they know of who asked for the token. */
function visitBy(endpoint: Endpoint, walk: WalkContext, rules: Redirects): Visit {
  const hops = new Map<string, Hop>();
  const joined: HopSeen[] = [];
  let ended = false;
  const answered = new Set<Wire>();
  const open = async (target: HopTarget, listen?: HopListener): Promise<Hop> => {
    const hop = await openHop(target, walk, listen);
    hops.set(keyOf(target), hop);
    if (ended) hop.wire?.close();
    return hop;
  };
  const wireTo = async (target: HopTarget): Promise<Wire | null> => {
    const known = hops.get(keyOf(target));
    if (!known) return (await open(target)).wire;
    // A wire that closed before its first answer fails the request, as it would the engine's.
    if (!known.wire || known.wire.open || !answered.has(known.wire)) return known.wire;
    // The server closed after an answer; what was seen the first time stays the evidence.
    const again = await openHop(target, walk);
    hops.set(keyOf(target), { ...again, seen: known.seen });
    return again.wire;
  };
  const askOnce =
    (role: HopSeen['role']): Ask =>
    async (url, request) => {
      const target = targetFor(new URL(url), role, { endpoint, walk });
      // What the variable says cannot be used: the engine fails before it sends anything.
      const wire = target.proxy.problem ? null : await wireTo(target);
      if (!wire) return lostHop(url, walk);
      const outcome = await exchange({ url, request, target, wire, walk });
      if (outcome.kind === 'saw') answered.add(wire);
      return outcome;
    };
  const { follow, authorize } = rules;
  const following = {
    registry: follow(askOnce('registry')),
    // A login goes to the token server it is for, and nowhere else. Either store puts it on the
    // request itself, as containerd does with everything.
    token: redirects('containerd').follow(askOnce('token')),
    blob: authorize(askOnce('blob')),
  };
  return {
    begin: (listen) => open(targetOf(endpoint), listen),
    ask: (role) => following[role],
    hops: () => [...[...hops.values()].map((hop) => hop.seen), ...joined],
    second: () => visitBy(endpoint, walk, rules),
    join: (second) => {
      const known = new Set([...hops.values()].map(({ seen }) => placeOf(seen)));
      joined.push(...second.hops().filter((seen) => !known.has(placeOf(seen))));
    },
    end: () => {
      ended = true;
      for (const hop of hops.values()) hop.wire?.close();
    },
  };
}

function placeOf({ scheme, host, port }: HopSeen): string {
  return `${scheme}://${host}:${port}`;
}

/** Hosts that are judged differently, depending on what is asked of them, are gone to twice. */
function keyOf({ scheme, host, port, trust }: HopTarget): string {
  const sources = trust.sources.map(({ path }) => path);
  return [`${scheme}://${host}:${port}`, trust.verify, ...sources].join(' ');
}

/** Behind plain HTTP the settings of the host hold for a proxy that is spoken to over TLS. */
function targetOf(endpoint: Endpoint): HopTarget {
  const { scheme, host, port, proxy, elsewhereTrust } = endpoint;
  const trust = (scheme === 'http' ? elsewhereTrust : undefined) ?? endpoint.trust;
  return { role: 'registry', scheme, host, port, proxy, trust };
}

/**
 * Token servers and blob hosts get their own proxy decision, but the endpoint's TLS settings: all
 * go through one transport (moby daemon/internal/distribution/registry.go newRepository). Where
 * token servers are judged differently, that also holds for a registry that is its own.
 */
function targetFor(
  url: URL,
  role: HopSeen['role'],
  { endpoint, walk }: { readonly endpoint: Endpoint; readonly walk: WalkContext },
): HopTarget {
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (scheme === 'http' ? 80 : 443) : Number(url.port);
  const home = targetOf(endpoint);
  const isHome = scheme === home.scheme && host === home.host && port === home.port;
  const tokenTrust = role === 'token' && scheme === 'https' ? endpoint.tokenTrust : undefined;
  if (isHome && !tokenTrust) return home;
  const { proxies, engine } = walk.view;
  const proxy = decideProxy(proxies, { scheme, host, port }, engine.version);
  const trust = tokenTrust ?? (isHome ? undefined : endpoint.elsewhereTrust) ?? endpoint.trust;
  return { role, scheme, host, port, proxy, trust };
}

interface Exchange {
  readonly url: string;
  readonly request: Parameters<Ask>[1];
  readonly target: HopTarget;
  readonly wire: Wire;
  readonly walk: WalkContext;
}

async function exchange({ url, request, target, wire, walk }: Exchange): Promise<Outcome<Asked>> {
  const { pathname, search } = new URL(url);
  const origin = originOf(url);
  const proxy = target.scheme === 'http' ? target.proxy.proxy : null;
  const direct = proxy === null || proxy.scheme.startsWith('socks');
  const authorization = direct ? null : proxyAuthorization(proxy);
  const http: HttpRequest = {
    method: request.method,
    origin,
    target: direct ? `${pathname}${search}` : `${origin}${pathname}${search}`,
    headers: [
      ...request.headers,
      ...(authorization ? [['proxy-authorization', authorization] as const] : []),
    ],
    body: request.body ?? null,
    maxBody: request.maxBody,
  };
  const wait = { deadlineMs: answerDeadlineMs, signal: walk.signal };
  const outcome = await walk.ports.registry.exchange(wire, http, wait);
  if (outcome.kind !== 'saw') return outcome;
  return { ...outcome, data: { answer: outcome.data, url, at: walk.ports.clock.now() } };
}

/** The hop's own evidence says which stage it was; the request only says that it never left. */
function lostHop(url: string, walk: WalkContext): Outcome<Asked> {
  if (walk.signal.aborted) return { kind: 'skipped', because: 'budget' };
  return { kind: 'failed', code: 'NO_WAY', detail: maskQuery(url), ms: 0 };
}
