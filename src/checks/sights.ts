import type { Severity } from '../domain/finding.ts';
import { joinHostPort } from '../domain/host-port.ts';
import type { Stage } from '../domain/outcome.ts';
import type { HopSeen, NameserverSeen, WalkSeen } from '../probes/seen.ts';
import type { Place } from './contract.ts';
import type { RouteSeen } from './evidence.ts';
import { weightOf } from './weight.ts';

/** A walk together with what it means for its pull. */
export interface WalkSight {
  readonly route: RouteSeen;
  readonly walk: WalkSeen;
  readonly severity: Severity;
  place(stage: Stage): Place;
}

/** A hop of a walk. For token and blob hosts, all its stages are one stage of the walk. */
export interface HopSight extends WalkSight {
  readonly hop: HopSeen;
  /** `host:port`, as people write it: without the scheme's own port */
  readonly subject: string;
}

/** A stage of a walk, for findings that do not ask whether its failure would matter. */
export function placeOf({ image, endpoint }: WalkSeen, stage: Stage): Place {
  return { image, endpoint: endpoint.url, stage };
}

/** Every walk whose failure would matter. */
export function walkSights(routes: readonly RouteSeen[]): readonly WalkSight[] {
  return routes.flatMap((route) =>
    route.walks.flatMap((walk): WalkSight[] => {
      const severity = weightOf(route, walk);
      if (severity === null) return [];
      const place = (stage: Stage) => placeOf(walk, stage);
      return [{ route, walk, severity, place }];
    }),
  );
}

/** Every hop whose failure would matter. */
export function hopSights(routes: readonly RouteSeen[]): readonly HopSight[] {
  return walkSights(routes).flatMap((sight) =>
    sight.walk.hops.map((hop): HopSight => {
      const place = (stage: Stage) => sight.place(hop.role === 'registry' ? stage : hop.role);
      return { ...sight, hop, subject: subjectOf(hop), place };
    }),
  );
}

/** `harbor.example`, `harbor.example:8443`: the scheme's own port is left out. */
export function subjectOf({
  scheme,
  host,
  port,
}: Pick<HopSeen, 'scheme' | 'host' | 'port'>): string {
  const usual = scheme === 'https' ? 443 : 80;
  if (port !== usual) return joinHostPort(host, port);
  return host.includes(':') ? `[${host}]` : host;
}

/** Which server was asked for which record of which name, and what it said. */
export function askedLines(asked: readonly NameserverSeen[]): readonly string[] {
  return asked.map(({ name, type, server, answer }) => `${name} ${type} @${server}: ${answer}`);
}

/** Each address and what it answered, then the host's other ports. */
export function dialLines({ dials, port, doors = [] }: HopSeen): readonly string[] {
  return [
    ...dials.map(({ address, answer, ms }) => `${address}:${port}: ${answer}, ${ms} ms`),
    ...doors.map((door) => `port ${door.port}: ${door.answer}`),
  ];
}

/** Through whom the hop went: a proxy can be what answers in the place of the server. */
export function wayLines({ proxy }: HopSeen): readonly string[] {
  return proxy === null ? [] : [`through the proxy ${proxy}`];
}

/** Where the first connection goes: the proxy's name and port, or the host's own. */
export function dialledOf(hop: HopSeen): { readonly host: string; readonly port: number } {
  if (hop.proxy === null) return { host: hop.host, port: hop.port };
  const url = new URL(hop.proxy.replace(/^socks5h?:/, 'http:'));
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}
