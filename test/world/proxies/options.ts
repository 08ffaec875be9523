import type { Authority } from '../certificates/authority.ts';
import type { WorldContext } from '../sites/context.ts';
import { type Endpoint, parseHostPort } from '../sites/names.ts';
import type { SiteOptions } from '../sites/site.ts';

/** Everything a forward proxy can be told. Live: changes hold from the next request on. */
export interface ProxyOptions extends SiteOptions, Reach {
  auth?: ProxyAuth;
  /** Hosts answered with 403; `.corp.example` covers everything below it. */
  blocked?: string[];
  /** If given, every other host is answered with 403. */
  allowed?: string[];
  /** How it answers whatever it is asked for. */
  answer?: 'ok' | 'hang' | 'reset' | 502 | 503 | 504;
  /** What comes out of a tunnel it has opened, whoever was asked for. */
  tunnel?: 'garbage' | 'page' | 'cut' | 'silent';
  /** Opens TLS and looks inside, with certificates of its own making. */
  intercept?: Interception;
}

export type ProxyAuth =
  | { kind: 'none' }
  | { kind: 'basic'; users: Record<string, string> }
  | { kind: 'unsupported'; schemes?: string[] };

export interface Interception {
  /** Signs what clients get to see; the proxy's own root unless said. */
  authority?: Authority;
  /** Hosts to look into; all, unless said. */
  only?: string[];
}

/** Whom a proxy can reach. */
export interface Reach {
  /** `{'registry-1.docker.io:443': '127.0.0.1:40000'}`, before the world's own names are tried. */
  resolve?: Record<string, string>;
}

/** Whether a host is on a list of names and `.suffixes`. */
export const isListed = (host: string, list: string[]) =>
  list.some((item) => host === item || (item.startsWith('.') && host.endsWith(item)));

/**
 * Where a proxy connects to for `host:port`. Nothing outside of this world is ever reached: a name
 * nobody here has does not resolve.
 */
export function reach(
  { address, port }: Endpoint,
  { resolve = {} }: Reach,
  { names }: WorldContext,
): Endpoint | undefined {
  const mapped = resolve[`${address}:${port}`] ?? resolve[address];
  if (mapped) return parseHostPort(mapped, port);
  const isHere = /^127\.|^::1$|^localhost$/.test(address) || names.owns(address);
  return isHere ? { address, port } : names.find(address, port);
}
