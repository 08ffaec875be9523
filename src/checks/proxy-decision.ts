import type { ProxyDecision } from '../domain/route.ts';
import type { HopSight } from './sights.ts';

/** Why a hop goes through a proxy or not: known for the endpoint's own hop. */
export function decisionOf({ hop, walk }: HopSight): ProxyDecision | null {
  return hop.role === 'registry' ? walk.endpoint.proxy : null;
}
