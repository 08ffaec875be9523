import { isIP } from 'node:net';
import type { Store } from '../domain/engine.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Ask, Asked } from './ask.ts';
import { headerOf, maskQuery } from './http-seen.ts';
import type { RedirectSeen } from './seen.ts';

/** Go's http.Client gives up before the eleventh (golang/go src/net/http/client.go). */
export const maxRequests = 10;

/**
 * Where a redirect leads; null for any other answer, and for one that does not say where to. What
 * is no URL comes back behind `invalid:`.
 */
export function redirectTarget({ answer, url }: Asked): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = headerOf(answer, 'location');
  if (location === '') return null;
  return URL.canParse(location, url) ? new URL(location, url).href : `invalid:${location}`;
}

/**
 * Whether the authorization of a request goes along where its answer sends it. containerd puts it on
 * the request, and Go's client then takes it to the same name and to every name below, on whatever
 * port (golang/go src/net/http/client.go shouldCopyHeaderOnRedirect). The classic store puts it on
 * where it knows of a challenge, and that is the very server that was asked (docker/distribution
 * registry/client/auth/session.go ModifyRequest; measured on 26.1 and 28.5).
 */
export function goesAlong(store: Store, from: URL, to: URL): boolean {
  if (store === 'classic') return to.origin === from.origin;
  const [name, other] = [from.hostname, to.hostname];
  return other === name || (other.endsWith(`.${name}`) && isIP(name) === 0);
}

/** The end of a chain of redirects. */
export interface Followed {
  readonly asked: Asked;
  readonly redirects: readonly RedirectSeen[];
  /** what this answer alone took, those before it left out */
  readonly lastMs: number;
}

/**
 * Follows redirects by hand: each host on the way is a hop of its own.
 * @param requestFor what to ask; whether the engine shows its authorization there, which it does not
 * any more once it was sent anywhere else
 * @returns the last answer; failed `TOO_MANY_REDIRECTS` or `BAD_LOCATION` for a chain that ends
 * nowhere
 */
export async function followRedirects(
  ask: Ask,
  { first, store }: { readonly first: string; readonly store: Store },
  requestFor: (isHome: boolean) => Parameters<Ask>[1],
): Promise<Outcome<Followed>> {
  const redirects: RedirectSeen[] = [];
  const home = new URL(first);
  let isHome = true;
  let url = first;
  let ms = 0;
  for (let request = 1; request <= maxRequests; request++) {
    isHome &&= goesAlong(store, home, new URL(url));
    const outcome = await ask(url, requestFor(isHome));
    if (outcome.kind !== 'saw') return outcome;
    ms += outcome.ms;
    const { data: asked } = outcome;
    const next = redirectTarget(asked);
    if (next === null) return { kind: 'saw', data: { asked, redirects, lastMs: outcome.ms }, ms };
    redirects.push({ from: maskQuery(url), to: maskQuery(next), status: asked.answer.status });
    if (!/^https?:/.test(next)) {
      return { kind: 'failed', code: 'BAD_LOCATION', detail: maskQuery(next), ms };
    }
    url = next;
  }
  return { kind: 'failed', code: 'TOO_MANY_REDIRECTS', detail: maskQuery(url), ms };
}
