import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, ask, json } from './client.ts';
import type { RegistryOptions } from './registry/options.ts';
import type { TokenServer } from './registry/token-server.ts';
import { image, startWorld, type World } from './world.ts';

let world: World;
let tokens: TokenServer;
beforeAll(async () => {
  world = await startWorld();
  tokens = await world.tokenServer({ users: { alice: 's3cret' }, private: ['team/app'] });
});
afterAll(() => world.stop());

const images = [image({ repo: 'library/hello' }), image({ repo: 'team/app' })];
const open = (options: RegistryOptions) => world.registry({ images, ...options });
const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
const manifestOf = (repo: string) => `/v2/${repo}/manifests/latest`;

async function tokenFor(scope: string, login?: string): Promise<string> {
  const query = new URLSearchParams({ service: 'hub', scope });
  const headers = login ? { Authorization: basic(login) } : {};
  const { token } = json(await ask(`${tokens.realm}?${query}`, { headers }));
  return String(token);
}

const bearer = (url: string, token: string, method = 'GET'): Promise<Answer> =>
  ask(url, { method, headers: { Authorization: `Bearer ${token}` } });

describe('basic authentication', () => {
  it('lets in whoever knows the password', async () => {
    const registry = await open({ auth: { kind: 'basic', users: { bob: 'pw:with:colons' } } });
    const stranger = await ask(`${registry.url}/v2/`);
    expect(stranger.status).toBe(401);
    expect(stranger.headers['www-authenticate']).toBe('Basic realm="Registry Realm"');
    const headers = { Authorization: basic('bob:pw:with:colons') };
    expect((await ask(registry.url + manifestOf('library/hello'), { headers })).status).toBe(200);
    const wrong = { Authorization: basic('bob:nope') };
    expect((await ask(`${registry.url}/v2/`, { headers: wrong })).status).toBe(401);
  });
});

describe('bearer authentication', () => {
  it('names the registry itself as realm unless told otherwise, and gives tokens there', async () => {
    const registry = await open({ name: 'hub', auth: { kind: 'bearer' } });
    const challenged = await ask(registry.url + manifestOf('library/hello'));
    expect(challenged.headers['www-authenticate']).toBe(
      `Bearer realm="${registry.url}/token",service="hub",scope="repository:library/hello:pull"`,
    );
    const scope = 'repository:library/hello:pull';
    const { token } = json(await ask(`${registry.url}/token?service=hub&scope=${scope}`));
    const answer = await bearer(registry.url + manifestOf('library/hello'), String(token));
    expect(answer.status).toBe(200);
  });

  it('believes the token server of its world', async () => {
    const { realm } = tokens;
    const { url } = await open({ auth: { kind: 'bearer', realm, service: 'hub' } });
    const token = await tokenFor('repository:library/hello:pull');
    expect((await bearer(url + manifestOf('library/hello'), token)).status).toBe(200);
    expect((await bearer(`${url}/v2/`, token)).status).toBe(200);
  });

  it('keeps a private repository for users, and says what is missing', async () => {
    const { url } = await open({ auth: { kind: 'bearer', realm: tokens.realm, service: 'hub' } });
    const anonymous = await tokenFor('repository:team/app:pull');
    const refused = await bearer(url + manifestOf('team/app'), anonymous);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope"');
    const alices = await tokenFor('repository:team/app:pull', 'alice:s3cret');
    expect((await bearer(url + manifestOf('team/app'), alices)).status).toBe(200);
  });

  it('does not take a token for another service, an expired one, or one it never saw', async () => {
    const { url } = await open({ auth: { kind: 'bearer', realm: tokens.realm, service: 'other' } });
    const token = await tokenFor('repository:library/hello:pull');
    for (const wrong of [token, 'made.up.token']) {
      const answer = await bearer(`${url}/v2/`, wrong);
      expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
    }
    tokens.options.expiresInSeconds = -1;
    const expired = await tokenFor('repository:library/hello:pull');
    delete tokens.options.expiresInSeconds;
    expect((await bearer(`${url}/v2/`, expired)).status).toBe(401);
  });

  it('can announce a service that its token server does not know', async () => {
    const own = await open({
      auth: { kind: 'bearer', service: 'hub', announcedService: 'typo' },
      token: { services: ['hub'] },
    });
    const { headers } = await ask(`${own.url}/v2/`);
    expect(headers['www-authenticate']).toContain('service="typo"');
    expect((await ask(`${own.url}/token?service=typo`)).status).toBe(400);
  });

  it.each([
    ['missing', undefined],
    ['no-realm', 'Bearer service="hub"'],
    ['unknown-scheme', 'Hawk realm="http://r/"'],
    ['cut-off', 'Bearer realm="http://r/'],
    ['empty', ''],
  ] as const)('can send a challenge that is %s', async (challenge, header) => {
    const auth = { kind: 'bearer', realm: 'http://r/', service: 'hub', challenge } as const;
    const answer = await ask(`${(await open({ auth })).url}/v2/`);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(header);
  });
});

describe('a token server', () => {
  it('refuses a wrong password', async () => {
    const headers = { Authorization: basic('alice:wrong') };
    expect((await ask(`${tokens.realm}?service=hub`, { headers })).status).toBe(401);
  });

  it('takes a password or a refresh token in a form', async () => {
    const scope = 'repository:team/app:pull';
    const login = new URLSearchParams({
      ...{ grant_type: 'password', username: 'alice', password: 's3cret' },
      ...{ service: 'hub', scope, access_type: 'offline' },
    });
    const first = json(await ask(tokens.realm, { method: 'POST', body: login.toString() }));
    const again = new URLSearchParams({
      ...{ grant_type: 'refresh_token', refresh_token: String(first.refresh_token) },
      ...{ service: 'hub', scope },
    });
    const second = await ask(tokens.realm, { method: 'POST', body: again.toString() });
    const { url } = await open({ auth: { kind: 'bearer', realm: tokens.realm, service: 'hub' } });
    const answer = await bearer(url + manifestOf('team/app'), String(json(second).access_token));
    expect(answer.status).toBe(200);
  });

  it('can call the token by its other name', async () => {
    tokens.options.field = 'access_token';
    expect(json(await ask(`${tokens.realm}?service=hub`))).toHaveProperty('access_token');
    delete tokens.options.field;
  });

  it.each([
    ['html', 200, /<html>/],
    ['no-token', 200, /^\{"expires_in":300\}/],
    ['invalid-json', 200, /^\{"token": $/],
    ['denied', 401, /incorrect username/],
    ['throttled', 429, /too many/],
    ['error', 500, /internal/],
  ] as const)('can answer %s', async (answer, status, text) => {
    tokens.options.answer = answer;
    const heard = await ask(`${tokens.realm}?service=hub`);
    delete tokens.options.answer;
    expect(heard.status).toBe(status);
    expect(heard.text).toMatch(text);
  });

  it('can be slow, behind TLS, and under another name', async () => {
    const slow = await world.tokenServer({
      name: 'auth.example',
      tls: { kind: 'private-ca' },
      delays: { token: 120 },
    });
    const begun = performance.now();
    const answer = await ask(slow.realm, { ca: world.authority.pem, servername: 'auth.example' });
    expect(answer.status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(110);
    expect(slow.requests[0]?.tls?.servername).toBe('auth.example');
  });
});
