import { credentialsFor } from '../../domain/endpoints-containerd.ts';
import type { Store } from '../../domain/engine.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Challenge, HttpSeen } from '../../probes/seen.ts';
import { basicOf, type Login, probeToken } from '../../probes/token.ts';
import {
  type Authorization,
  anonymous,
  hubBlob,
  isHub,
  repositoryOf,
  type Walk,
  type WalkTarget,
} from './state.ts';

/** Answers a 401 as the engine does; null when it cannot, which ends the walk. */
export async function authorize(walk: Walk, seen: HttpSeen | null): Promise<Authorization | null> {
  const { context, draft, listen } = walk;
  const { store } = context.accent;
  const challenge = seen?.status === 401 ? answerable(seen.challenges, store) : null;
  if (!challenge) {
    draft.token = { kind: 'skipped', because: 'open' };
    return anonymous;
  }
  const login = loginOf(walk, challenge);
  if (!login && offersLogin(walk)) draft.withheld = true;
  if (challenge.scheme === 'basic') {
    if (login && !login.isIdentityToken) return { header: basicOf(login) };
    draft.token = { kind: 'failed', code: 'NO_CREDENTIALS', detail: 'basic', ms: 0 };
    listen('token', draft.token);
    return null;
  }
  listen('token', 'running');
  const wishes = { challenge, ...scopesOf(walk, challenge), accent: context.accent, login };
  const { outcome, token } = await probeToken(walk.trip.ask('token'), wishes);
  draft.token = outcome;
  listen('token', outcome);
  return token ? { header: bearer(token) } : null;
}

/**
 * A login goes to the registry it is for, and to a token server that is no less public: whoever
 * can write a challenge could otherwise have it sent in the clear, or into this host.
 */
function loginOf({ target, context }: Walk, { parameters }: Challenge): Login | null {
  const { endpoint, route } = target;
  if (endpoint.credentials === 'none' || isForeign(target)) return null;
  const home = new URL(endpoint.url);
  const realm = URL.canParse(parameters.realm ?? '') ? new URL(parameters.realm ?? '') : home;
  const inTheClear = realm.protocol === 'http:' && home.protocol === 'https:';
  const inward = isInward(realm.hostname) && !isInward(home.hostname);
  return inTheClear || inward ? null : context.loginFor(route.reference.domain);
}

/** A mirror, unless it is the registry itself by another entry. */
function isForeign({ endpoint, route }: WalkTarget): boolean {
  if (endpoint.role !== 'mirror') return false;
  const { host, protocol } = new URL(endpoint.url);
  const own = credentialsFor(route.reference.domain, host) === 'registry';
  return !own || protocol !== 'https:';
}

/** Whether the engine would offer a login here that is known. */
function offersLogin({ target, context }: Walk): boolean {
  const { endpoint, route } = target;
  return endpoint.credentials === 'registry' && context.loginFor(route.reference.domain) !== null;
}

/** Loopback and link-local, where hosts keep what is nobody else's (RFC 6890). */
function isInward(host: string): boolean {
  return /^(localhost$|127\.|169\.254\.|0\.|\[::1\]|\[fe80:)/i.test(host);
}

function bearer(token: Secret): string {
  return `Bearer ${token.reveal()}`;
}

/**
 * The challenge that decides what a request carries. The classic store answers each of them, first
 * Bearer and then Basic, so that the latter has the last word (docker/distribution
 * registry/client/auth/session.go ModifyRequest; measured on 28.5.2); containerd takes Bearer.
 */
export function answerable(challenges: readonly Challenge[], store: Store): Challenge | null {
  const of = (scheme: string) => challenges.find((challenge) => challenge.scheme === scheme);
  const [first, second] = store === 'classic' ? ['basic', 'bearer'] : ['bearer', 'basic'];
  return of(first ?? '') ?? of(second ?? '') ?? null;
}

/**
 * The engine's own scope, in the containerd store together with what the challenge names
 * (core/remotes/docker/scope.go GetTokenScopes), and on Docker Hub the one for the blob that is
 * looked for there.
 */
function scopesOf(
  { target, context }: Walk,
  { parameters }: Challenge,
): { scopes: readonly string[]; extraScopes: readonly string[] } {
  if (!target.hasImage) return { scopes: [], extraScopes: [] };
  const { path } = repositoryOf(target);
  const extra = isHub(target.endpoint) && path !== hubBlob.path ? [hubBlob.path] : [];
  const scope = (each: string) => `repository:${each}:pull`;
  const named = context.accent.store === 'containerd' ? (parameters.scope?.split(' ') ?? []) : [];
  const scopes = [...new Set([scope(path), ...named])].toSorted();
  return { scopes, extraScopes: extra.map(scope) };
}

/** What a push carries: its token is for more than a pull's. */
export async function authorizePush(walk: Walk, challenge: Challenge): Promise<string | null> {
  const { target, context, trip } = walk;
  const login = loginOf(walk, challenge);
  if (challenge.scheme === 'basic') return login?.isIdentityToken ? null : login && basicOf(login);
  const scopes = [`repository:${repositoryOf(target).path}:pull,push`];
  const wishes = { challenge, scopes, extraScopes: [], accent: context.accent, login };
  const { token } = await probeToken(trip.ask('token'), wishes);
  return token && bearer(token);
}
