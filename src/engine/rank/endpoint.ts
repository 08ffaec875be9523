import type { Resolved } from '../../domain/endpoint.ts';
import { hubDomain } from '../../domain/reference.ts';
import type { Endpoint, Reference, Route } from '../../domain/route.ts';
import { routeFor } from '../../domain/routes.ts';
import type { EngineView } from '../../domain/view.ts';
import type { WalkContext } from '../walk/context.ts';

/** One endpoint of a route, with what a walk along it needs to know of the rest. */
export interface RankedEndpoint {
  readonly endpoint: Endpoint;
  readonly route: Pick<Route, 'reference' | 'startsWith'>;
}

/**
 * The endpoint a mirror is to this engine: with its proxy decision, and the certificates it would
 * trust there. Where the host uses the mirror already, as it uses it; else as it would if the
 * mirror stood in registry-mirrors.
 * @returns null where the engine would never ask it
 */
export async function mirrorEndpoint(
  url: string,
  reference: Reference,
  context: WalkContext,
): Promise<RankedEndpoint | null> {
  const { view } = context;
  const resolved = await addressesFor(url, context);
  const used = mirrorIn(routeFor(reference, view, resolved), (endpoint) => endpoint.url === url);
  return used ?? mirrorIn(routeFor(reference, withOnly(url, view), resolved), () => true);
}

/** Docker Hub itself, as this engine reaches it; null where it never would. */
export function upstreamEndpoint(reference: Reference, view: EngineView): RankedEndpoint | null {
  const route = routeFor(reference, { ...view, mirrors: [] });
  const endpoint = route.endpoints.findLast(({ role }) => role === 'upstream');
  return endpoint && route.refused === null ? { endpoint, route } : null;
}

function mirrorIn(route: Route, isMeant: (endpoint: Endpoint) => boolean): RankedEndpoint | null {
  const endpoint = route.endpoints.find((each) => each.role === 'mirror' && isMeant(each));
  return endpoint && route.refused === null ? { endpoint, route } : null;
}

/** A hosts.toml for Docker Hub takes the place of registry-mirrors, and would hide the mirror. */
function withOnly(url: string, view: EngineView): EngineView {
  const hostsToml = new Map(view.hostsToml ?? []);
  for (const directory of [hubDomain, '_default']) hostsToml.delete(directory);
  return { ...view, mirrors: [url], hostsToml };
}

/** Only a network among the insecure registries asks for the addresses of a name. */
async function addressesFor(
  url: string,
  { view, resolve }: WalkContext,
): Promise<Resolved | undefined> {
  if (!view.insecure.some((entry) => entry.includes('/')) || !URL.canParse(url)) return undefined;
  const name = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const { outcome } = await resolve(name);
  return new Map([[name, outcome.kind === 'saw' ? outcome.data.addresses : []]]);
}
