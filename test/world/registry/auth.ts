import type { Call } from './call.ts';
import { basicCredentials, isKnown } from './credentials.ts';
import type { BasicAuth, BearerAuth, Challenge } from './options.ts';
import { ERRORS, refuse } from './replies.ts';

/** Whether the caller may do this; if not, it has been told why. */
export function authorize(call: Call): boolean {
  const { auth = { kind: 'none' } } = call.options;
  if (auth.kind === 'none') return true;
  const verdict = auth.kind === 'basic' ? byPassword(call, auth) : byToken(call, auth);
  if (verdict === 'allowed') return true;
  const challenge = auth.kind === 'basic' ? BASIC : bearerChallenge(call, auth, verdict);
  if (challenge !== null) call.response.setHeader('WWW-Authenticate', challenge);
  refuse(call.response, { ...ERRORS.unauthorized, detail: detailOf(call) });
  return false;
}

type Verdict = 'allowed' | 'unknown' | 'invalid_token' | 'insufficient_scope';

const BASIC = 'Basic realm="Registry Realm"';

function byPassword({ request }: Call, { users }: BasicAuth): Verdict {
  const credentials = basicCredentials(request.headers.authorization);
  return credentials && isKnown(users, credentials) ? 'allowed' : 'unknown';
}

function byToken(call: Call, auth: BearerAuth): Verdict {
  const token = /^bearer +(\S+)$/i.exec(call.request.headers.authorization ?? '')?.[1];
  if (!token) return 'unknown';
  const grant = call.context.tokens.find(token);
  if (!grant || grant.expires < Date.now()) return 'invalid_token';
  if (grant.service !== serviceOf(call, auth)) return 'invalid_token';
  const missing = wantedScopes(call).filter((scope) => !grant.scopes.includes(scope));
  return missing.length === 0 ? 'allowed' : 'insufficient_scope';
}

const serviceOf = ({ options }: Call, auth: BearerAuth) =>
  auth.service ?? options.name ?? 'registry.world';

const READING = new Set(['GET', 'HEAD']);

function wantedScopes({ route, request }: Call): string[] {
  if (route.stage === 'catalog') return ['registry:catalog:*'];
  if (!route.repo) return [];
  const reading = route.stage !== 'upload' && READING.has(request.method ?? '');
  const actions = reading ? ['pull'] : ['pull', 'push'];
  return actions.map((action) => `repository:${route.repo}:${action}`);
}

function bearerChallenge(call: Call, auth: BearerAuth, verdict: Verdict): string | null {
  const realm = auth.realm ?? `${call.origin}${call.options.basePath ?? ''}/token`;
  const service = auth.announcedService ?? serviceOf(call, auth);
  const scope = scopeParameter(call);
  const error = verdict === 'unknown' ? '' : `,error="${verdict}"`;
  const right = `Bearer realm="${realm}",service="${service}"${scope}${error}`;
  return CHALLENGES[auth.challenge ?? 'right']({ right, realm, service });
}

interface Spelling {
  right: string;
  realm: string;
  service: string;
}

const CHALLENGES: Record<Challenge, (spelling: Spelling) => string | null> = {
  right: ({ right }) => right,
  missing: () => null,
  'no-realm': ({ service }) => `Bearer service="${service}"`,
  'unknown-scheme': ({ realm }) => `Hawk realm="${realm}"`,
  'cut-off': ({ realm }) => `Bearer realm="${realm}`,
  empty: () => '',
};

function scopeParameter(call: Call): string {
  const [first, ...others] = wantedScopes(call);
  if (!first) return '';
  const actions = others.map((scope) => scope.slice(scope.lastIndexOf(':') + 1));
  return `,scope="${[first, ...actions].join(',')}"`;
}

function detailOf({ route, request }: Call): unknown {
  if (!route.repo) return null;
  const action = READING.has(request.method ?? '') ? 'pull' : 'push';
  return [{ Type: 'repository', Class: '', Name: route.repo, Action: action }];
}
