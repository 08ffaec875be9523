import type { Severity } from '../domain/finding.ts';
import type { Place } from './contract.ts';
import type { NameserversSeen, RouteSeen } from './evidence.ts';
import { placeOf } from './sights.ts';

/** What a living server says, be it good or bad news. */
export const answers = new Set(['ok', 'empty', 'NXDOMAIN', 'SERVFAIL', 'REFUSED']);

/** What name servers that do not answer have led to: an error where nothing else did. */
export function unresolved(
  nameservers: NameserversSeen,
  routes: readonly RouteSeen[],
): { readonly places: readonly Place[]; readonly severity: Severity } {
  const places = unresolvedPlaces(routes);
  const others = nameservers.asked.some(({ answer }) => answers.has(answer));
  return { places, severity: others || places.length === 0 ? 'warning' : 'error' };
}

/** A name that stands in /etc/hosts needs no server; it was asked only to compare. */
function unresolvedPlaces(routes: readonly RouteSeen[]): readonly Place[] {
  return routes.flatMap(({ walks }) =>
    walks.filter(({ hops }) => hops[0]?.dns.kind === 'failed').map((walk) => placeOf(walk, 'dns')),
  );
}
