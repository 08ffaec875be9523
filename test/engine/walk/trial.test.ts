import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/domain/engine.ts';
import type { Trial } from '../../../src/domain/trial.ts';
import type { EngineView } from '../../../src/domain/view.ts';
import type { DiagnoseOptions } from '../../../src/engine/doctor/diagnose.ts';
import { trialOf } from '../../../src/engine/walk/trial.ts';
import type { RegistryOptions } from '../../world/registry/options.ts';
import { image, startWorld, type World } from '../../world/world.ts';
import { examine } from '../doctor-world.ts';

/** What the oracle taught about evidence: what a walk against a server comes to, for the engine. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const app = image({ repo: 'team/app' });
const foreign = image({
  repo: 'team/app',
  platforms: [{ os: 'linux', architecture: 's390x' }],
});
let count = 0;

interface Setting {
  readonly store?: Store;
  readonly proxies?: Partial<EngineView['proxies']>;
  readonly insecure?: boolean;
  readonly options?: DiagnoseOptions;
  /** the CA is in the registry's own folder, and not in the system's bundle */
  readonly ownFolder?: boolean;
  /** as it is where the engine would offer a login that we do not send there */
  readonly withheld?: true;
  /** the image is asked for by this digest */
  readonly digest?: string;
}

/** The trials of all endpoints of a registry that behaves like this. */
async function trialsOf(options: RegistryOptions, setting: Setting = {}): Promise<Trial[]> {
  count += 1;
  const name = `trial${count}.lab`;
  const tls = { kind: 'private-ca' } as const;
  const registry = await world.registry({ name, tls, images: [app], ...options });
  const host = `${name}:${registry.port}`;
  const { store = 'classic', proxies, insecure, ownFolder } = setting;
  const { diagnosis } = await examine(world, {
    images: [`${host}/team/app${setting.digest ? `@${setting.digest}` : ''}`],
    store,
    options: setting.options ?? {},
    view: {
      ...(proxies ? { proxies: { http: '', https: '', no: '', ...proxies } } : {}),
      ...(insecure ? { insecure: [host] } : {}),
      ...(ownFolder ? { systemTrust: null, trustDirectories: folderOf(host) } : {}),
    },
  });
  const [seen] = diagnosis.evidence.routes;
  return (seen?.walks ?? []).map((walk) =>
    trialOf(
      { ...walk, ...(setting.withheld ? { withheld: true } : {}) },
      seen?.route.startsWith ?? 'v2',
    ),
  );
}

function folderOf(host: string): EngineView['trustDirectories'] {
  const path = `/etc/docker/certs.d/${host}/ca.crt`;
  const bytes = new TextEncoder().encode(world.authority.pem);
  return new Map([[host, [{ name: 'ca.crt', path, bytes }]]]);
}

const bearer = { kind: 'bearer' } as const;

describe('a walk', () => {
  const cases: readonly [string, RegistryOptions, Partial<Trial>][] = [
    ['a sound registry', {}, { kind: 'served' }],
    [
      'a token server without tokens',
      { auth: bearer, token: { answer: 'no-token' } },
      { kind: 'noToken' },
    ],
    [
      'a token server that stops half-way',
      { auth: bearer, token: { answer: 'invalid-json' } },
      { kind: 'notToken', body: '{"token": ' },
    ],
    [
      'a challenge without a realm',
      { auth: { ...bearer, challenge: 'no-realm' } },
      { kind: 'noRealm' },
    ],
    ['an index for other platforms', { images: [foreign] }, { kind: 'noPlatform' }],
    ['blobs that end early', { blobs: 'truncated' }, { kind: 'spoiledBlob', how: 'cut' }],
    ['blobs with other bytes', { blobs: 'corrupted' }, { kind: 'spoiledBlob', how: 'altered' }],
    [
      'a manifest that HEAD promises and GET cuts off',
      { distort: { stage: 'manifest', how: 'reset', method: 'GET' } },
      { kind: 'transport', leg: 'manifest' },
    ],
    ['a gateway that refuses HEAD', { headStatus: 405 }, { kind: 'served' }],
    ['a gateway that knows no HEAD', { headStatus: 404 }, { kind: 'served' }],
    [
      'a circle of redirects at the greeting',
      { v2: { redirect: '/v2/' } },
      { kind: 'transport', leg: 'ping', detail: { text: 'stopped after 10 redirects' } },
    ],
  ];
  test.each(cases)('to %s', async (_name, options, trial) => {
    expect(await trialsOf(options)).toMatchObject([trial]);
  });

  test('to a challenge cut off in its realm asks a URL of nothing in the containerd store', async () => {
    const cut = { auth: { ...bearer, challenge: 'cut-off' } } as const;
    expect(await trialsOf(cut)).toMatchObject([{ kind: 'noRealm' }]);
    expect(await trialsOf(cut, { store: 'containerd' })).toMatchObject([
      {
        ...{ kind: 'transport', leg: 'token', url: '?scope=repository%3Ateam%2Fapp%3Apull' },
        detail: { text: 'unsupported protocol scheme ""' },
      },
    ]);
  });

  test('without the login that the engine offers is unknown, unless nobody is there to take it', async () => {
    const withheld = true;
    expect(await trialsOf({ auth: bearer, token: {} }, { withheld })).toEqual([
      { kind: 'unknown' },
    ]);
    const auth = { ...bearer, realm: 'http://gone.lab/token' };
    expect(await trialsOf({ auth }, { withheld })).toMatchObject([
      { kind: 'transport', leg: 'token', cause: 'other' },
    ]);
  });

  test('to a page in place of a digest is about the page, not about its bytes', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const page = { mirror: 'html' } as const;
    const trials = await trialsOf(page, { digest, store: 'containerd' });
    expect(trials).toMatchObject([{ kind: 'notManifest' }]);
    expect(await trialsOf(page, { digest })).toMatchObject([{ kind: 'notManifest' }]);
  });

  test('counts what GET left open after a good HEAD as unknown, not as served', async () => {
    const hangs = { distort: { stage: 'manifest', how: 'hang', method: 'GET' } } as const;
    const options = { budgetMs: 700 };
    expect(await trialsOf(hangs, { options })).toEqual([{ kind: 'unknown' }]);
  });

  test('ends where an index names an image that the registry has lost', async () => {
    const platforms = [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
    ];
    const several = image({ repo: 'team/app', platforms });
    const { manifests } = several;
    const images = [{ ...several, manifests: manifests.slice(-1) }];
    expect(await trialsOf({ images })).toMatchObject([{ kind: 'transport', leg: 'manifest' }]);
    const [kept] = await trialsOf({ images }, { store: 'containerd' });
    expect(kept).toMatchObject({ kind: 'transport', leg: 'config' });
  });

  test('goes by HEAD in the containerd store, and by GET only where HEAD is not allowed', async () => {
    const store = 'containerd';
    expect(await trialsOf({ headStatus: 405 }, { store })).toEqual([{ kind: 'served' }]);
    const [refused] = await trialsOf({ headStatus: 403 }, { store });
    expect(refused).toMatchObject({ kind: 'http', leg: 'manifest', status: 403 });
  });

  test('tells whether an error had details, which decides how it is worded', async () => {
    const [limited] = await trialsOf({ mirror: 'throttled' });
    expect(limited).toMatchObject({ errors: [{ code: 'TOOMANYREQUESTS', hasDetail: false }] });
    const [unknown] = await trialsOf({ images: [] });
    expect(unknown).toMatchObject({ errors: [{ code: 'NAME_UNKNOWN', hasDetail: true }] });
  });

  test('goes where a registry has moved to, and is served there', async () => {
    const home = await world.registry({ name: 'home.lab', images: [app] });
    const [trial] = await trialsOf({ movedTo: `http://home.lab:${home.port}` });
    expect(trial).toEqual({ kind: 'served' });
  });

  test('names the URL that a registry has moved to, where it is hung up on', async () => {
    const away = await world.registry({ name: 'away.lab', distort: { stage: 'v2', how: 'close' } });
    const redirect = `http://away.lab:${away.port}/v2/`;
    const [trial] = await trialsOf({ v2: { redirect } });
    expect(trial).toMatchObject({ kind: 'transport', leg: 'ping', cause: 'closed', url: redirect });
  });

  test('knows why a blob cannot be had, though not by which signed URL', async () => {
    const [trial] = await trialsOf({ blobs: { redirect: 'https://gone.lab' } });
    expect(trial).toMatchObject({ leg: 'config', cause: expect.stringMatching(/^name-/), url: '' });
  });

  test('names the token server that hung up', async () => {
    const hangs = { auth: bearer, distort: { stage: 'token', how: 'close' } } as const;
    const [trial] = await trialsOf(hangs);
    expect(trial).toMatchObject({ kind: 'transport', leg: 'token', cause: 'closed' });
    expect(trial).toMatchObject({ url: expect.stringMatching(/^https:.*\/token\?scope=/) });
  });

  test('addresses a registry as the image names it, as engines do', async () => {
    const registry = await world.registry({
      name: 'cased.lab',
      tls: { kind: 'private-ca' },
      images: [app],
    });
    const host = `Cased.lab:${registry.port}`;
    await examine(world, { images: [`${host}/team/app`], store: 'classic', options: {}, view: {} });
    expect(new Set(registry.requests.map((request) => request.host))).toEqual(new Set([host]));
  });

  test('names the URL that a registry has moved to, where nobody is', async () => {
    const [trial] = await trialsOf({ movedTo: 'https://gone.lab' });
    expect(trial).toMatchObject({
      ...{ kind: 'transport', leg: 'ping', url: 'https://gone.lab/v2/' },
    });
  });

  test('to a token server that is not found names its URL, in the order of Go', async () => {
    const [trial] = await trialsOf({ auth: { ...bearer, realm: 'https://gone.lab/token' } });
    expect(trial).toMatchObject({
      ...{ kind: 'transport', leg: 'token' },
      url: expect.stringMatching(/^https:\/\/gone\.lab\/token\?scope=.*&service=/),
    });
  });

  // Token servers were asked with a client of their own until 29.5, even where they are the registry.
  test('judges a registry apart where it is its own token server', async () => {
    const own = { auth: bearer };
    expect(await trialsOf(own, { ownFolder: true })).toEqual([{ kind: 'served' }]);
    const [trial] = await trialsOf(own, { ownFolder: true, store: 'containerd' });
    expect(trial).toMatchObject({ leg: 'token', cause: 'tls-unknown-authority' });
  });

  test('looks through a proxy too at what speaks no TLS', async () => {
    const proxy = await world.proxy();
    const proxies = { http: proxy.url, https: proxy.url };
    const setting = { store: 'containerd', insecure: true, proxies } as const;
    expect(await trialsOf({ tls: { kind: 'none' } }, setting)).toMatchObject([
      { kind: 'transport', cause: 'tls-plain-http' },
      { kind: 'served' },
    ]);
  });

  test('knows plain HTTP by its answer to a TLS hello, where it answers nothing else', async () => {
    const mute = { tls: { kind: 'none' }, distort: { stage: 'v2', how: 'close' } } as const;
    const [trial] = await trialsOf(mute, { store: 'containerd' });
    expect(trial).toMatchObject({ kind: 'transport', cause: 'tls-plain-http' });
  });

  test('judges a proxy behind a plain mirror, too, by the settings that the mirror has', async () => {
    const proxy = await world.proxy({ name: 'guarded.lab', tls: { kind: 'private-ca' } });
    const mirror = await world.registry({
      name: 'plain.lab',
      images: [image({ repo: 'library/nginx' })],
    });
    const proxies = { http: `https://guarded.lab:${proxy.port}`, https: '', no: '' };
    const mirrors = [`http://plain.lab:${mirror.port}`];
    const seen = async (systemTrust: EngineView['systemTrust']) => {
      const view = { mirrors, proxies, systemTrust };
      const { diagnosis } = await examine(world, { images: ['nginx'], view });
      const [walk] = diagnosis.evidence.routes[0]?.walks ?? [];
      return walk && trialOf(walk, 'v2');
    };
    expect(await seen(null)).toMatchObject({ kind: 'transport', detail: { proxy: true } });
    expect(await seen({ path: '/ca', pem: world.authority.pem })).toEqual({ kind: 'served' });
  });

  test('does not go round a proxy setting that the engine cannot use', async () => {
    const auth = { ...bearer, realm: 'http://trial.lab/token' };
    const [trial] = await trialsOf({ auth }, { proxies: { http: 'http://p.lab:port' } });
    expect(trial).toMatchObject({ kind: 'transport', leg: 'token', cause: 'proxy-unusable' });
  });
});
