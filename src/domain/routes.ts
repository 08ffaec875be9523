import type { Endpoints, Resolved } from './endpoint.ts';
import { isAtLeast } from './engine.ts';
import { resolving } from './error-containerd.ts';
import { parseMirrorUrl } from './mirror-url.ts';
import type { Reference, Route } from './route.ts';
import { buildkitHosts } from './routes-buildkit.ts';
import { classicEndpoints } from './routes-classic.ts';
import { containerdEndpoints } from './routes-containerd.ts';
import { forkRoute } from './routes-fork.ts';
import type { Said } from './said.ts';
import type { EngineView } from './view.ts';
import { routeWords } from './words-routes.ts';

export type { Resolved } from './endpoint.ts';

/**
 * The route a pull of an image takes on an engine: which endpoints, in which order, through which
 * proxy, trusting what, offering whose login.
 * @param resolved addresses of the names involved, where they are known; they decide which CIDRs
 * of insecure-registries apply. What is not known counts as secure.
 */
export function routeFor(reference: Reference, view: EngineView, resolved?: Resolved): Route {
  const { engine } = view;
  const classic = engine.store !== 'containerd';
  const startsWith = classic ? 'v2' : 'manifest';
  const broken = brokenMirror(view);
  const base = { reference, engine, startsWith } as const;
  if (broken) return { ...base, endpoints: [], refused: broken, engineText: null };
  const { endpoints, refused, engineText, ...rest } = endpointsFor(reference, view, resolved);
  if (!refused) return { ...base, endpoints, refused, ...rest };
  const text = engineText ?? refused.en;
  const shown = classic ? text : resolving(reference, text);
  return { ...base, endpoints, refused, engineText: shown };
}

function endpointsFor(
  reference: Reference,
  view: EngineView,
  resolved: Resolved | undefined,
): Endpoints {
  const { engine } = view;
  if (engine.fork === 'projectatomic') return forkRoute(reference, view, resolved);
  if (engine.store !== 'containerd') return classicEndpoints(reference, view, resolved);
  if (engine.version === null || isAtLeast(engine.version, '28.0')) {
    return containerdEndpoints(reference, view, resolved);
  }
  return buildkitHosts(reference, view, resolved);
}

/** An engine does not start with a mirror it refuses; 1.13 and 17.03 take the file as it is. */
function brokenMirror(view: EngineView): Said | null {
  const { version } = view.engine;
  if (version && !isAtLeast(version, '17.4')) return null;
  for (const mirror of view.mirrors) {
    const parsed = parseMirrorUrl(mirror, version);
    if ('problem' in parsed) return routeWords.brokenMirror(parsed.problem);
  }
  return null;
}
