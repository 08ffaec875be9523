/** Reads the access logs of all servers, and empties them. */
import type { SocksEntry } from '../../world/proxies/socks.ts';
import type { AccessEntry } from '../../world/sites/access-log.ts';
import type { Seen } from './control.ts';

/** Sites by kind and name, as far as their logs are concerned. */
type Logged = { readonly [K in Seen['by']]: Readonly<Record<string, { requests: AccessEntry[] }>> };

/** Everything that was asked since the last time, in the order in which it came. */
export function takeSeen(sites: Logged, socks: { requests: SocksEntry[] }): Seen[] {
  const kinds = Object.keys(sites) as Seen['by'][];
  const requests = kinds.flatMap((by) =>
    Object.entries(sites[by]).flatMap(([place, site]) =>
      site.requests.splice(0).map((entry) => ({ at: entry.at, seen: seenOf(entry, by, place) })),
    ),
  );
  const inOrder = requests.toSorted((a, b) => a.at - b.at).map(({ seen }) => seen);
  return [...inOrder, ...socks.requests.splice(0).map(tunnelOf)];
}

function seenOf(entry: AccessEntry, by: Seen['by'], place: string): Seen {
  const { method, url, host, tls, status } = entry;
  const own = `${tls ? 'https' : 'http'}://${host}`;
  const origin = by === 'proxy' ? originThrough(method, url) : own;
  return { by, place, origin, method, url, status };
}

/** Whom a proxy was to reach: CONNECT names host and port, anything else a whole URL. */
function originThrough(method: string, url: string): string {
  if (method !== 'CONNECT') return URL.parse(url)?.origin ?? url;
  return `https://${url}`;
}

/** What goes through SOCKS cannot be told apart; the port says enough. */
function tunnelOf({ target, reply }: SocksEntry): Seen {
  const origin = `${target.endsWith(':80') ? 'http' : 'https'}://${target}`;
  const status = reply === 0 ? 200 : reply;
  return { by: 'proxy', place: 'socks', origin, method: 'CONNECT', url: target, status };
}
