/** The step of a pull or push that a request belongs to. */
export type Stage = 'v2' | 'token' | 'manifest' | 'blob' | 'upload' | 'tags' | 'catalog' | 'other';

export interface Route {
  stage: Stage;
  /** Empty where the request is not about a repository. */
  repo: string;
  /** A tag, a digest or an upload's id. */
  reference: string;
}

const ROUTES: [Stage, RegExp][] = [
  ['v2', /^\/v2\/?$/],
  ['token', /^\/token$/],
  ['catalog', /^\/v2\/_catalog$/],
  ['manifest', /^\/v2\/(.+)\/manifests\/([^/]+)$/],
  ['upload', /^\/v2\/(.+)\/blobs\/uploads\/([^/]*)$/],
  ['blob', /^\/v2\/(.+)\/blobs\/([^/]+)$/],
  ['tags', /^\/v2\/(.+)\/tags\/list$/],
];

/** Which request this is. `base` is the path the whole registry lives under, if any. */
export function routeOf(path: string, base = ''): Route {
  const nowhere: Route = { stage: 'other', repo: '', reference: '' };
  if (!path.startsWith(`${base}/`)) return nowhere;
  const rest = path.slice(base.length);
  for (const [stage, pattern] of ROUTES) {
    const match = pattern.exec(rest);
    if (match) return { stage, repo: decoded(match[1]), reference: decoded(match[2]) };
  }
  return nowhere;
}

function decoded(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
