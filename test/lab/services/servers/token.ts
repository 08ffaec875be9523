/**
 * A token server (https://distribution.github.io/distribution/spec/auth/token/), run as a process
 * of its own: token.ts CONFIG
 */
import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { logRequest } from '../../logs.ts';
import type { User } from '../../users.ts';

type Config = { address: string; certificate: string; key: string; user: User };
/** What a client wants a token for; a null user is anonymous. */
type Wish = { user: string | null; service: string; scopes: string[] };
type Access = { type: string; name: string; actions: string[] };

const LIFETIME_SECONDS = 300;
const config = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Config;
const certificate = readFileSync(config.certificate);
const key = readFileSync(config.key);

createServer({ cert: certificate, key }, answer).listen(443, config.address);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = request.method === 'POST' ? await postedWish(request) : queriedWish(request);
  const [status, body] = asked.user === 'unknown' ? denied() : granted(asked);
  const content = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(content);
  logRequest(request, { user: asked.user, status, bytes: content.length });
}

/** The classic store asks by GET, with the account in a header. */
function queriedWish({ url, headers }: IncomingMessage): Wish {
  const query = new URL(url ?? '/', 'https://auth.docker.io').searchParams;
  const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ');
  const account = Buffer.from(credentials, 'base64').toString();
  const user = scheme?.toLowerCase() === 'basic' ? userOf(account) : null;
  return { user, service: query.get('service') ?? '', scopes: query.getAll('scope') };
}

/** The containerd store asks by POST once it has an account (OAuth 2, RFC 6749, section 4.3). */
async function postedWish(request: IncomingMessage): Promise<Wish> {
  const form = new URLSearchParams(await text(request));
  const user = userOf(`${form.get('username')}:${form.get('password')}`);
  return { user, service: form.get('service') ?? '', scopes: (form.get('scope') ?? '').split(' ') };
}

/** `unknown` is a wrong name or password. */
function userOf(account: string): string {
  const { name, password } = config.user;
  return account === `${name}:${password}` ? name : 'unknown';
}

function denied(): [number, object] {
  return [401, { details: 'incorrect username or password' }];
}

function granted({ user, service, scopes }: Wish): [number, object] {
  const access = scopes.map((scope) => allowed(scope, user));
  const token = jwt(service, user ?? '', access);
  return [200, { token, access_token: token, expires_in: LIFETIME_SECONDS }];
}

/** Docker Hub grants what it may and leaves the rest out; it does not refuse. */
function allowed(scope: string, user: string | null): Access {
  const [type = '', name = '', wanted = ''] = scope.split(':');
  const mine = user !== null && name.startsWith('private/');
  const may = mine ? ['pull', 'push'] : name.startsWith('private/') ? [] : ['pull'];
  return { type, name, actions: wanted.split(',').filter((action) => may.includes(action)) };
}

function jwt(audience: string, subject: string, access: Access[]): string {
  const now = Math.floor(Date.now() / 1000);
  const chain = [new X509Certificate(certificate).raw.toString('base64')];
  const claims = {
    ...{ iss: 'auth.docker.io', sub: subject, aud: audience, jti: randomUUID(), access },
    ...{ iat: now, nbf: now - 10, exp: now + LIFETIME_SECONDS },
  };
  const parts = [{ alg: 'ES256', typ: 'JWT', x5c: chain }, claims].map(base64url).join('.');
  const signature = sign('sha256', Buffer.from(parts), {
    key: createPrivateKey(key),
    dsaEncoding: 'ieee-p1363',
  });
  return `${parts}.${signature.toString('base64url')}`;
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
