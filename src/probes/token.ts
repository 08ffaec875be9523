import type { Outcome } from '../domain/outcome.ts';
import type { Secret } from '../domain/secret.ts';
import { type Ask, type Asked, seenAs } from './ask.ts';
import { type EngineAccent, plainHeaders } from './engine-request.ts';
import { httpSeen, maskQuery, maxErrorBody } from './http-seen.ts';
import type { Challenge, TokenSeen } from './seen.ts';
import { readTokenBody } from './token-body.ts';

export interface Login {
  readonly username: string;
  readonly password: Secret;
  /** the password is a refresh token: it buys tokens, and is good for nothing else */
  readonly isIdentityToken?: true;
}

export interface TokenAnswer {
  readonly outcome: Outcome<TokenSeen>;
  readonly token: Secret | null;
}

export interface TokenWishes {
  readonly challenge: Challenge;
  readonly scopes: readonly string[];
  /** asked for along the way, for a probe of our own; evidence shows the request without them */
  readonly extraScopes: readonly string[];
  readonly accent: EngineAccent;
  /** null: anonymous */
  readonly login: Login | null;
}

/** Hub's tokens are 2-5 kB; nothing that is one is larger than this. */
const maxTokenBody = 256 * 1024;

/**
 * Fetches a token as a pull does: GET on the realm with service and scopes, Basic only with a
 * login, and POST where the login is an identity token.
 * @see docker/distribution registry/client/auth/session.go fetchTokenWithBasicAuth,
 * fetchTokenWithOAuth
 */
export async function probeToken(ask: Ask, wishes: TokenWishes): Promise<TokenAnswer> {
  const asking = questionOf(wishes);
  if (!asking) return { outcome: badRealm(wishes), token: null };
  const { method, url, shownUrl, lostUrl, headers } = asking;
  const outcome = await ask(url, {
    method,
    headers: [...plainHeaders(wishes.accent), ...headers],
    maxBody: maxTokenBody,
    ...(asking.body === undefined ? {} : { body: asking.body }),
  });
  let token: Secret | null = null;
  const seen = seenAs(lostAt(outcome, lostUrl), ({ answer, url: asked, at }) => {
    const body = readTokenBody(answer.body);
    token = answer.status < 300 ? body.token : null;
    const unreadable = answer.status < 300 ? body.unreadable : null;
    const hides = token !== null || (unreadable !== null && unreadable !== 'json');
    const shown = { ...answer, body: answer.body.subarray(0, maxErrorBody) };
    const redirected = redirectedFrom(url, asked);
    const http = httpSeen(shown, { method, url: redirected ?? shownUrl }, at);
    return {
      ...http,
      // a token that stands beside what cannot be read is one all the same
      excerpt: hides ? '' : http.excerpt,
      realm: maskQuery(realmOf(wishes.challenge)),
      service: wishes.challenge.parameters.service ?? null,
      scope: wishes.scopes,
      hasToken: token !== null,
      ...(wishes.login ? { withLogin: true as const } : {}),
      ...(unreadable === null ? {} : { unreadable }),
      expiresIn: body.expiresIn,
    };
  });
  return { outcome: seen, token };
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** the same as evidence shows it */
  readonly shownUrl: string;
  /** as it is named where no way led there */
  readonly lostUrl: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

function questionOf(wishes: TokenWishes): Question | null {
  const { login, scopes, extraScopes } = wishes;
  const url = tokenUrl(wishes, [...scopes, ...extraScopes]);
  const shownUrl = tokenUrl(wishes, scopes);
  if (!url || !shownUrl) return null;
  if (login?.isIdentityToken) return refreshQuestion(wishes, login);
  const headers = login ? [['authorization', basicOf(login)] as const] : [];
  return { method: 'GET', url, shownUrl, lostUrl: shownUrl, headers };
}

/** RFC 6749 §6, with the names that the stores give themselves. */
function refreshQuestion(wishes: TokenWishes, { password }: Login): Question {
  const { challenge, scopes, extraScopes, accent } = wishes;
  const { service } = challenge.parameters;
  const form = new URLSearchParams({
    client_id: accent.store === 'containerd' ? 'containerd-client' : 'docker',
    grant_type: 'refresh_token',
    refresh_token: password.reveal(),
    scope: [...scopes, ...extraScopes].join(' '),
    ...(service ? { service } : {}),
  });
  const realm = realmOf(challenge).replace(/#.*$/, '');
  const headers = [['content-type', 'application/x-www-form-urlencoded'] as const];
  const lostUrl = `${realm.replace(/\?.*$/s, '')}?refresh_token=`;
  return { method: 'POST', url: realm, shownUrl: realm, lostUrl, headers, body: `${form}` };
}

/** Where it was sent on to; null where it was not. */
function redirectedFrom(url: string, asked: string): string | null {
  return asked === url ? null : asked;
}

/** What came to nothing is shown as the engine would have asked for it. */
function lostAt(outcome: Outcome<Asked>, shownUrl: string): Outcome<Asked> {
  if (outcome.kind !== 'failed') return outcome;
  const url = maskQuery(shownUrl);
  return outcome.code === 'NO_WAY' ? { ...outcome, detail: url } : { url, ...outcome };
}

function realmOf(challenge: Challenge): string {
  return challenge.parameters.realm ?? '';
}

function tokenUrl({ challenge, login }: TokenWishes, scopes: readonly string[]): string | null {
  if (!URL.canParse(realmOf(challenge))) return null;
  const realm = realmOf(challenge);
  if (!/^https?:/i.test(realm)) return null;
  // Everything before the query stays as it is written, and url.Values.Encode sorts by name.
  const [base = '', given = ''] = realm.replace(/#.*$/, '').split(/\?(.*)/s);
  const query = new URLSearchParams(given);
  const { service } = challenge.parameters;
  if (service) query.append('service', service);
  for (const scope of scopes) query.append('scope', scope);
  if (login) query.append('account', login.username);
  query.sort();
  return `${base}?${query}`;
}

/** No token server is named, or what is named is no URL that can be asked. */
function badRealm({ challenge, scopes, accent }: TokenWishes): Outcome<TokenSeen> {
  const { realm } = challenge.parameters;
  // containerd keeps an empty value, the classic store's parser does not.
  if (realm === undefined || (realm === '' && accent.store === 'classic')) {
    return { kind: 'failed', code: 'NO_REALM', detail: '', ms: 0 };
  }
  const { service } = challenge.parameters;
  const query = new URLSearchParams(scopes.map((scope): [string, string] => ['scope', scope]));
  if (service) query.append('service', service);
  const detail = maskQuery(`${realmOf(challenge)}?${query}`);
  return { kind: 'failed', code: 'BAD_REALM', detail, ms: 0 };
}

/** The credentials of one login, for the header they belong in. */
export function basicOf({ username, password }: Login): string {
  return `Basic ${Buffer.from(`${username}:${password.reveal()}`, 'utf8').toString('base64')}`;
}
