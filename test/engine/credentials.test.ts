import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/domain/engine.ts';
import { readHostsToml } from '../../src/formats/hosts-toml.ts';
import { ask, json } from '../world/client.ts';
import type { RegistryOptions } from '../world/registry/options.ts';
import { image, startWorld, type World } from '../world/world.ts';
import { examine } from './doctor-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
const secret = 'pl4nted-s3cret';
let count = 0;

/** A registry of which the calling user has the login ann:secret. */
async function loggedIn(
  options: RegistryOptions,
  wishes: { push?: boolean; store?: Store; asToken?: boolean; named?: boolean } = {},
) {
  count += 1;
  const name = `cred${count}.lab`;
  const tls = { kind: 'private-ca' } as const;
  const registry = await world.registry({ name, tls, images: [app], ...options });
  const host = `${name}:${registry.port}`;
  const { store = 'classic', asToken, named, ...further } = wishes;
  const toml = readHostsToml(`[host."https://${host}"]\n`);
  const refresh = asToken ? await refreshTokenAt(registry.url) : null;
  const pair = Buffer.from(`ann:${secret}`).toString('base64');
  const auth = refresh ?? pair;
  const entry = refresh ? { auth: '', identitytoken: refresh } : { auth };
  const bytes = new TextEncoder().encode(JSON.stringify({ auths: { [host]: entry } }));
  const path = '/root/.docker/config.json';
  const state = { kind: 'file', bytes, mode: 0o600, uid: 0, gid: 0 } as const;
  const files = new Map([[path, { path, state, realPath: null }]]);
  const examined = await examine(world, {
    images: [`${host}/team/app`],
    store,
    facts: { files },
    ...(named ? { view: { hostsToml: new Map([[host, toml]]) } } : {}),
    options: { withCredentials: true, ...further },
  });
  const { facts: _facts, ...seen } = examined.diagnosis.evidence;
  expect(JSON.stringify([examined.document, examined.events, seen])).not.toContain(secret);
  expect(JSON.stringify([examined.document, examined.events, seen])).not.toContain(auth);
  return { ...examined, registry, host };
}

const users = { ann: secret };

/** What `docker login` keeps where a token server gives it instead of the password. */
async function refreshTokenAt(url: string): Promise<string> {
  const answer = await ask(`${url}/token?offline_token=true`, {
    ca: world.authority.pem,
    checkServerIdentity: () => undefined,
    auth: `ann:${secret}`,
  });
  return json<{ refresh_token: string }>(answer).refresh_token;
}

describe('with the calling user’s logins', () => {
  test('Basic', async () => {
    const { codes, document } = await loggedIn({ auth: { kind: 'basic', users } });
    expect(codes).toEqual([]);
    expect(document.verdict).toBe('healthy');
  });

  test('tokens for a private repository', async () => {
    const { codes } = await loggedIn({
      auth: { kind: 'bearer' },
      token: { users, private: ['team/app'] },
    });
    expect(codes).toEqual([]);
  });

  test.each(['classic', 'containerd'] as const)(
    'an identity token buys a token in the %s store, and goes nowhere but into the form',
    async (store) => {
      const { codes, registry, document } = await loggedIn(
        { auth: { kind: 'bearer' }, token: { users, private: ['team/app'] } },
        { store, asToken: true },
      );
      expect(codes).toEqual([]);
      expect(document.verdict).toBe('healthy');
      const posted = registry.requests.find(({ method }) => method === 'POST');
      expect(posted?.url).toBe('/token');
      expect(posted?.headers.authorization).toBeUndefined();
    },
  );

  const realms = ['http://127.0.0.1:1/token', 'http://169.254.169.254/latest'];
  test.each(realms)('nothing is sent to a realm like %s', async (realm) => {
    const { registry, codes } = await loggedIn({ auth: { kind: 'bearer', realm } });
    expect(codes[0]).toBe('DC4010');
    expect(registry.requests.every(({ headers }) => headers.authorization === undefined)).toBe(
      true,
    );
  });

  test('a registry that its own hosts.toml names once more is no other', async () => {
    const { codes, document } = await loggedIn(
      { auth: { kind: 'bearer' }, token: { users, private: ['team/app'] } },
      { store: 'containerd', named: true },
    );
    expect(codes).toEqual([]);
    expect(document.routes[0]?.endpoints.map(({ role }) => role)).toEqual(['mirror', 'upstream']);
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
  });

  test('a mirror that asks for a login gets none', async () => {
    const mirror = await world.registry({ tls: { kind: 'private-ca' }, mirror: 'unauthorized' });
    const hub = await world.registry({ name: 'registry-1.docker.io', tls: { kind: 'private-ca' } });
    await examine(world, {
      images: ['nginx'],
      view: { mirrors: [mirror.url] },
      ways: { 'registry-1.docker.io:443': hub },
      options: { withCredentials: true },
    });
    expect(mirror.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

test('what a mirror says without the headers that hosts.toml has for it is not taken for its answer', async () => {
  const mirror = await world.registry({ tls: { kind: 'private-ca' }, mirror: 'unauthorized' });
  const hub = await world.registry({
    name: 'registry-1.docker.io',
    tls: { kind: 'private-ca' },
    images: [image({ repo: 'library/nginx' })],
  });
  const asked = (header: string) => {
    const toml = readHostsToml(`[host."${mirror.url}"]\n${header}`);
    return examine(world, {
      images: ['nginx'],
      store: 'containerd',
      view: { hostsToml: new Map([['docker.io', toml]]) },
      ways: { 'registry-1.docker.io:443': hub },
    });
  };
  const without = await asked('');
  expect(without.codes).toContain('DC7005');
  expect(without.document.findings.find(({ code }) => code === 'DC7005')?.severity).toBe('warning');
  const { diagnosis, document } = await asked(
    `[host."${mirror.url}".header]\nauthorization = "Basic ${secret}"\n`,
  );
  const notice = document.findings.find(({ code }) => code === 'DC7005');
  expect(notice).toMatchObject({
    severity: 'notice',
    text: expect.stringContaining('authorization'),
  });
  expect(document.findings.map(({ code }) => code)).toEqual(['DC7005']);
  expect(document.routes[0]?.prediction).toMatchObject({ outcome: 'pulled', servedBy: null });
  expect(mirror.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  expect(JSON.stringify([document, diagnosis.evidence.routes])).not.toContain(secret);
});

describe('whether a push may begin', () => {
  test('it may, and nothing is left behind', async () => {
    const { codes, registry } = await loggedIn(
      { auth: { kind: 'bearer' }, token: { users, push: 'users' } },
      { push: true },
    );
    expect(codes).toEqual([]);
    const methods = registry.requests.map(({ method }) => method);
    expect(methods.slice(-2)).toEqual(['POST', 'DELETE']);
  });

  test('it may not', async () => {
    const { codes, document } = await loggedIn(
      { auth: { kind: 'bearer' }, token: { users, push: 'nobody' } },
      { push: true },
    );
    expect(codes).toEqual(['DC4060']);
    expect(document.routes[0]?.prediction.outcome).toBe('pulled');
  });
});
