import { type Endpoints, hubHost, type Resolved } from './endpoint.ts';
import { hubDomain } from './reference.ts';
import type { Endpoint, Reference } from './route.ts';
import { classicEndpoints } from './routes-classic.ts';
import type { Said } from './said.ts';
import type { EngineView } from './view.ts';
import { routeWords } from './words-routes.ts';

/**
 * The projectatomic 1.13 engine: a name without a registry is looked for in the added registries,
 * in their order, and then on Docker Hub, which alone puts `library/` in front; blocked registries
 * are left out.
 * @see projectatomic/docker distribution/pull.go Pull, cmd/dockerd/daemon.go, registry/config.go
 * IsIndexBlocked (docker-1.13.1-rhel); measured on the fork's own build
 */
export function forkRoute(
  reference: Reference,
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const search = searchList(view);
  if (isQualified(reference.input)) {
    return unblocked(classicEndpoints(reference, view, resolved), view, search);
  }
  if (search.length === 0) return { endpoints: [], refused: routeWords.noRegistry() };
  const rounds = search.map((registry) =>
    round({ registry, path: pathOn(registry, reference) }, view, resolved),
  );
  const endpoints = rounds.flatMap((found) => (found.refused ? [] : found.endpoints));
  const refused = endpoints.length === 0 ? (rounds.at(-1)?.refused ?? null) : null;
  return { endpoints, refused };
}

/** Whether the first component names a registry; the fork has no rule about upper case. */
export function isQualified(input: string): boolean {
  const slash = input.indexOf('/');
  if (slash === -1) return false;
  const first = input.slice(0, slash);
  return first === 'localhost' || /[.:]/.test(first);
}

/** Added registries first; Docker Hub last, unless it is blocked. */
function searchList(view: EngineView): readonly string[] {
  const blocked = blockedNames(view);
  const added = view.addRegistries.filter((registry) => !blocked.has(registry));
  const hub = blocked.has(hubDomain) || blocked.has('*') ? [] : [hubDomain];
  return [...added, ...hub];
}

/** `public` and `all` are words of their own (cmd/dockerd/daemon.go). */
function blockedNames(view: EngineView): ReadonlySet<string> {
  const words: { readonly [word: string]: string } = { all: '*', public: hubDomain };
  return new Set(view.blockRegistries.map((name) => words[name] ?? name));
}

function round(
  search: { readonly registry: string; readonly path: string },
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const found = classicEndpoints({ domain: search.registry }, view, resolved);
  const { endpoints, refused } = unblocked(found, view, searchList(view));
  const why = (endpoint: Endpoint): Said =>
    search.registry === hubDomain ? endpoint.why : routeWords.added(search.registry);
  return {
    refused,
    endpoints: endpoints.map((endpoint) => ({ ...endpoint, search, why: why(endpoint) })),
  };
}

function unblocked(found: Endpoints, view: EngineView, search: readonly string[]): Endpoints {
  const blocked = blockedNames(view);
  const endpoints = found.endpoints.filter((endpoint) => {
    const name = endpoint.host === hubHost ? hubDomain : hostPortOf(endpoint);
    return !blocked.has(name) && (!blocked.has('*') || search.includes(name));
  });
  const none = endpoints.length === 0 && found.endpoints.length > 0;
  return { endpoints, refused: found.refused ?? (none ? routeWords.allBlocked() : null) };
}

function hostPortOf(endpoint: Endpoint): string {
  return endpoint.url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function pathOn(registry: string, reference: Reference): string {
  if (registry === hubDomain) return reference.path;
  const tail = reference.digest === null ? `:${reference.tag}` : `@${reference.digest}`;
  const { input } = reference;
  const bare = input.endsWith(tail) ? input.slice(0, -tail.length) : input;
  return bare.replace(/:[A-Za-z0-9_][A-Za-z0-9_.-]*$/, '');
}
