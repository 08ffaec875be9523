import type { Outcome } from '../domain/outcome.ts';
import type { Ask, Asked } from '../probes/ask.ts';
import { headerOf, maskQuery } from '../probes/http-seen.ts';

/** Go's http.Client gives up before the eleventh (golang/go src/net/http/client.go). */
const maxRequests = 10;

/**
 * Follows redirects as the engine's client does for everything but blobs, whose probe looks at
 * each step itself. The authorization goes along to the same host, and to one that has asked for
 * it in this visit (containerd core/remotes/docker/resolver.go CheckRedirect; docker/distribution
 * registry/client/auth/session.go ModifyRequest).
 */
export function followingRedirects(ask: Ask): Ask {
  const challengers = new Set<string>();
  return async (url, request) => {
    const { hostname } = new URL(url);
    let asked = url;
    for (let step = 1; ; step++) {
      const { host, hostname: name } = new URL(asked);
      const trusted = name === hostname || challengers.has(host);
      const headers = request.headers.filter(([key]) => trusted || key !== 'authorization');
      const outcome = await ask(asked, { ...request, headers });
      if (outcome.kind !== 'saw') return outcome;
      if (outcome.data.answer.status === 401) challengers.add(host);
      const next = nextUrl(outcome.data);
      if (next === null) return outcome;
      if (step === maxRequests) return failed('TOO_MANY_REDIRECTS', asked);
      if (!/^https?:/.test(next)) return failed('BAD_LOCATION', next);
      asked = next;
    }
  };
}

/** Where a redirect leads; null for any other answer, and for one that does not say where to. */
function nextUrl({ answer, url }: Asked): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = headerOf(answer, 'location');
  if (location === '') return null;
  return URL.canParse(location, url) ? new URL(location, url).href : `invalid:${location}`;
}

function failed(code: string, url: string): Outcome<Asked> {
  return { kind: 'failed', code, detail: maskQuery(url), ms: 0 };
}
