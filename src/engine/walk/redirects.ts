import type { Store } from '../../domain/engine.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Ask, Asked } from '../../probes/ask.ts';
import { maskQuery } from '../../probes/http-seen.ts';
import { goesAlong, maxRequests, redirectTarget } from '../../probes/redirect.ts';

/** How the requests of one visit are sent on to other hosts, and which of those get the token. */
export interface Redirects {
  /**
   * Follows redirects as the engine's client does. The authorization goes along where the store
   * takes it, and to a host that has asked for it in this visit (containerd core/remotes/docker/resolver.go
   * CheckRedirect; docker/distribution registry/client/auth/session.go ModifyRequest).
   */
  follow(ask: Ask): Ask;
  /** For blobs, whose probe takes each step itself: the same rule about the authorization. */
  authorize(ask: Ask): Ask;
}

/** Begins a visit in which nobody has asked for anything yet. */
export function redirects(store: Store): Redirects {
  const challengers = new Set<string>();
  let token: readonly (readonly [string, string])[] = [];
  return {
    follow: (ask) => async (url, request) => {
      const home = new URL(url);
      let isHome = true;
      const mine = request.headers.filter(([name]) => name === 'authorization');
      if (mine.length > 0) token = mine;
      let asked = url;
      for (let step = 1; ; step++) {
        const here = new URL(asked);
        isHome &&= goesAlong(store, home, here);
        const trusted = isHome || challengers.has(here.host);
        const headers = request.headers.filter(([key]) => trusted || key !== 'authorization');
        const outcome = await ask(asked, { ...request, headers });
        if (outcome.kind === 'failed' && step > 1) return { ...outcome, url: maskQuery(asked) };
        if (outcome.kind !== 'saw') return outcome;
        if (outcome.data.answer.status === 401) challengers.add(here.host);
        const next = redirectTarget(outcome.data);
        // What is posted is a secret, meant for nobody but the one it was sent to.
        if (next === null || request.body !== undefined) return outcome;
        if (step === maxRequests) return failed('TOO_MANY_REDIRECTS', asked);
        if (!/^https?:/.test(next)) return failed('BAD_LOCATION', next);
        asked = next;
      }
    },
    authorize: (ask) => async (url, request) => {
      const isAsked = challengers.has(new URL(url).host);
      const has = request.headers.some(([name]) => name === 'authorization');
      const headers = isAsked && !has ? [...request.headers, ...token] : request.headers;
      return ask(url, { ...request, headers });
    },
  };
}

function failed(code: string, url: string): Outcome<Asked> {
  return { kind: 'failed', code, detail: maskQuery(url), ms: 0 };
}
