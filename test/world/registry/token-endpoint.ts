import type { WorldContext } from '../sites/context.ts';
import { sendHtml } from '../sites/distortions.ts';
import type { Exchange } from '../sites/site.ts';
import { bodyOf } from './call.ts';
import { basicCredentials, type Credentials, isKnown } from './credentials.ts';
import type { TokenAnswer, TokenOptions } from './options.ts';
import { sendJson } from './replies.ts';

/** A request to a token endpoint. */
export interface TokenCall extends Exchange {
  context: WorldContext;
  token: TokenOptions;
}

/** Answers a token request, GET with Basic or POST with a form, as Docker Hub does. */
export async function serveToken(call: TokenCall): Promise<void> {
  await ANSWERS[call.token.answer ?? 'ok'](call);
}

const ANSWERS: Record<TokenAnswer, (call: TokenCall) => Promise<void> | void> = {
  ok: grant,
  html: ({ response }) => sendHtml(response),
  'no-token': ({ response }) => sendJson(response, 200, { expires_in: 300 }),
  'invalid-json': ({ response }) => void response.end('{"token": '),
  denied: ({ response }) => unauthorized(response),
  throttled: ({ response }) => sendJson(response, 429, { details: 'too many requests' }),
  error: ({ response }) => sendJson(response, 500, { details: 'internal error' }),
  hang: () => {},
};

const unauthorized = (response: Exchange['response']) =>
  sendJson(response, 401, { details: 'incorrect username or password' });

async function grant(call: TokenCall): Promise<void> {
  const asked = await questionOf(call);
  const { token, response } = call;
  const user = userOf(call, asked);
  if (user === undefined) return unauthorized(response);
  if (token.services && !token.services.includes(asked.service)) {
    return sendJson(response, 400, { details: `unknown service ${asked.service}` });
  }
  const seconds = token.expiresInSeconds ?? 300;
  const expires = Date.now() + seconds * 1000;
  const scopes = asked.scopes.flatMap((scope) => granted(scope, user, token));
  const value = call.context.tokens.issue({ service: asked.service, scopes, user, expires });
  sendJson(response, 200, {
    // OAuth 2 has one name for it, and answers by it to those who ask that way.
    [token.field ?? (asked.posted ? 'access_token' : 'token')]: value,
    expires_in: seconds,
    issued_at: new Date().toISOString(),
    ...(asked.offline && user ? { refresh_token: call.context.tokens.issueRefresh(user) } : {}),
  });
}

interface Question {
  service: string;
  scopes: string[];
  offline: boolean;
  posted: boolean;
  credentials: Credentials | undefined;
  refresh: string | null;
}

async function questionOf(call: TokenCall): Promise<Question> {
  const posted = call.request.method === 'POST';
  const form = posted ? new URLSearchParams((await bodyOf(call)).toString()) : call.query;
  return {
    service: form.get('service') ?? '',
    scopes: form.getAll('scope').flatMap((scopes) => scopes.split(' ')),
    posted,
    offline: form.get('offline_token') === 'true' || form.get('access_type') === 'offline',
    credentials: posted ? fromForm(form) : basicCredentials(call.request.headers.authorization),
    refresh: posted ? form.get('refresh_token') : null,
  };
}

function fromForm(form: URLSearchParams): Credentials | undefined {
  const [user, password] = [form.get('username'), form.get('password')];
  return user !== null && password !== null ? { user, password } : undefined;
}

/** The user, null for an anonymous one, undefined for wrong credentials. */
function userOf({ token, context }: TokenCall, asked: Question): string | null | undefined {
  if (asked.refresh !== null) return context.tokens.userOfRefresh(asked.refresh);
  if (!asked.credentials) return null;
  return isKnown(token.users ?? {}, asked.credentials) ? asked.credentials.user : undefined;
}

/** What is given of one scope, action by action; the rest is left out without a word. */
function granted(scope: string, user: string | null, token: TokenOptions): string[] {
  const [, resource = '', actions = ''] = /^(.*):([^:]*)$/.exec(scope) ?? [];
  const repo = resource.replace(/^repository(\([^)]*\))?:/, '');
  const mayPull = user !== null || !(token.private ?? []).includes(repo);
  const push = token.push ?? 'users';
  const mayPush = push === 'anyone' || (push === 'users' && user !== null);
  return actions
    .split(',')
    .filter((action) => (action === 'pull' ? mayPull : action === '*' ? user !== null : mayPush))
    .map((action) => `repository:${repo}:${action}`.replace('repository:registry:', 'registry:'));
}
