/** What the servers do: mostly what they should. */
import type { TlsKind } from '../../world/certificates/presented.ts';
import type { ProxyState, RegistryState, Servers, TlsState, TokenState } from './case.ts';
import type { RegistryPlace, TokenPlace } from './places.ts';
import { blobHost, proxies, registries, registryUser, tokenServers } from './places.ts';
import type { Random } from './random.ts';

/**
 * Draws all servers; of those that are asked, some misbehave. Where each may, most pulls fail; so
 * in every other case the servers are in order for the most part, and it is about who serves.
 */
export function drawServers(random: Random, asked: readonly RegistryPlace[]): Servers {
  const calm = random.chance(0.5);
  return {
    registries: each(registries, (place) =>
      drawRegistry(random, place, { isAsked: asked.includes(place), calm }),
    ),
    tokens: each(tokenServers, (): TokenState => drawTokenServer(random)),
    blobs: { tls: random.chance(0.8) ? sound : { kind: 'private-ca', by: 'private' } },
    proxies: each(proxies, (): ProxyState => drawProxy(random)),
  };
}

const knownUsers = { [registryUser.name]: registryUser.password };

const sound: TlsState = { kind: 'private-ca', by: 'public' };

interface Mood {
  readonly isAsked: boolean;
  readonly calm: boolean;
}

function drawRegistry(
  random: Random,
  place: RegistryPlace,
  { isAsked, calm }: Mood,
): RegistryState {
  const tls = calm && random.chance(0.8) ? drawSoundTls(place) : drawTls(random, place);
  const has = random.weigh<RegistryState['has']>([
    [isAsked ? (calm ? 30 : 10) : 6, 'image'],
    [1, 'repository'],
    [isAsked ? 1 : 4, 'nothing'],
    // On Docker Hub the doctor does not look into an index: a manifest's GET is counted there.
    [place === 'hub' ? 0 : 0.3, 'foreign'],
  ]);
  const auth = calm && place !== 'hub' && random.chance(0.7) ? {} : drawAuth(random, place);
  const wrong: Trouble = random.chance(calm ? 0.1 : 0.35) ? random.weigh(troubles) : {};
  const { accept, ...options } = place === 'hub' ? forHub(wrong) : wrong;
  const basePath = place === 'm1' && random.chance(0.3) ? { basePath: '/cache' } : {};
  return { tls, has, ...(accept ? { accept } : {}), options: { ...auth, ...basePath, ...options } };
}

function drawSoundTls(place: RegistryPlace): TlsState {
  return registries[place].port === 80 ? { kind: 'none', by: 'public' } : sound;
}

function drawTls(random: Random, place: RegistryPlace): TlsState {
  const plain = registries[place].port === 80;
  if (place === 'hub' && random.chance(0.8)) return sound;
  if (random.chance(plain ? 0.9 : place === 'hub' ? 0.05 : 0.25))
    return { kind: 'none', by: 'public' };
  const by = random.chance(0.5) ? 'public' : 'private';
  return { kind: random.chance(0.75) ? 'private-ca' : random.pick(oddities), by };
}

const oddities: readonly TlsKind[] = [
  'intermediate',
  'missing-intermediate',
  'expired-intermediate',
  'issuer-not-a-ca',
  'stale-root',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'cn-only',
  'no-ip',
  'wrong-usage',
  'negative-serial',
  'self-signed',
  'sha1',
  'weak-key',
  'client-certificate',
  'client-certificate',
  'client-certificate',
  'tls-1.1-only',
  'old-ciphers-only',
];

function drawAuth(random: Random, place: RegistryPlace): RegistryState['options'] {
  const realm = (server: TokenPlace) => `https://${tokenServers[server].hostname}/token`;
  const elsewhere = random.pick(['http://nosuch.lab/token', realm('token'), realm('auth')]);
  if (place === 'hub' && random.chance(0.8)) {
    return { auth: { kind: 'bearer', realm: realm('auth'), service: 'registry.docker.io' } };
  }
  const kind = random.weigh<'none' | 'own' | 'elsewhere' | 'basic' | 'odd'>([
    [8, 'none'],
    [3, 'own'],
    [3, 'elsewhere'],
    [1, 'basic'],
    [1, 'odd'],
  ]);
  if (kind === 'none') return {};
  if (kind === 'basic') return { auth: { kind: 'basic', users: knownUsers } };
  if (kind === 'elsewhere') return { auth: { kind: 'bearer', realm: elsewhere } };
  const odd = random.pick(['missing', 'no-realm', 'unknown-scheme', 'cut-off', 'empty'] as const);
  const challenge = kind === 'odd' ? { challenge: odd } : {};
  const answer = random.chance(0.7) ? 'ok' : random.pick(tokenAnswers);
  const token: TokenState['options'] = { answer, users: knownUsers, ...drawPrivate(random) };
  return { auth: { kind: 'bearer', ...challenge }, token };
}

const tokenAnswers = ['html', 'no-token', 'invalid-json', 'denied', 'throttled', 'error'] as const;

function drawPrivate(random: Random): { private?: string[] } {
  return random.chance(0.2) ? { private: ['library/hello', 'team/app', 'app'] } : {};
}

function drawTokenServer(random: Random): TokenState {
  const kind = random.chance(0.9) ? 'private-ca' : random.pick(oddities);
  const by = random.chance(0.85) ? 'public' : 'private';
  const answer = random.chance(0.9) ? 'ok' : random.pick(tokenAnswers);
  return { tls: { kind, by }, options: { answer, users: knownUsers, ...drawPrivate(random) } };
}

function drawProxy(random: Random): ProxyState {
  const answer = random.weigh<ProxyState['answer']>([
    [14, 'ok'],
    [1, 502],
    [1, 503],
  ]);
  const blocked = random.chance(0.2) ? random.some(blockable, 1, 2) : [];
  return { answer, blocked };
}

const blockable = ['m1.lab', 'm2.lab', 'r1.lab', '.docker.io', 'registry-1.docker.io', 'token.lab'];

/** What the doctor looks for on Docker Hub is always there, whatever else may be missing. */
function forHub(wrong: Trouble): Trouble {
  return wrong.blobs === 'missing' ? {} : wrong;
}

type Trouble = RegistryState['options'] & Pick<RegistryState, 'accept'>;

const troubles: readonly (readonly [weight: number, trouble: Trouble])[] = [
  [2, { mirror: 'unauthorized' }],
  [2, { mirror: 'not-found' }],
  [2, { mirror: 'throttled' }],
  [2, { mirror: 'error' }],
  [2, { mirror: 'html' }],
  [2, { mirror: 'stale' }],
  [2, { mirror: { prefix: 'docker.io' } }],
  [1, { mirror: { allow: ['library/nginx'] } }],
  [1, { v2: 'unauthorized' }],
  [1, { v2: 'not-found' }],
  [1, { v2: 'html' }],
  [1, { v2: 'error' }],
  [1, { v2: 'ok' }],
  [1, { v2: { redirect: 'https://r1.lab/v2/' } }],
  [1, { blobs: 'missing' }],
  [1, { blobs: 'corrupted' }],
  [1, { blobs: 'truncated' }],
  [1, { blobs: 'redirect-loop' }],
  [4, { blobs: { redirect: `https://${blobHost.hostname}` } }],
  [1, { blobs: { redirect: 'http://nosuch.lab' } }],
  [1, { rateLimit: { limit: 100, remaining: 0 } }],
  [1, { rateLimit: { limit: 100, remaining: 50 } }],
  [1, { movedTo: 'https://m1.lab' }],
  [1, { movedTo: 'https://r1.lab' }],
  [1, { movedTo: 'http://r3.lab' }],
  [1, { movedTo: 'https://r2.lab:81' }],
  [1, { accept: 'reset' }],
  [1, { accept: 'close' }],
  [1, { distort: { stage: 'v2', how: 'close' } }],
  [1, { distort: { stage: 'v2', how: 'html' } }],
  [1, { distort: { stage: 'manifest', how: 'close' } }],
  [1, { distort: { stage: 'manifest', how: 'reset' } }],
  [1, { distort: { stage: 'manifest', how: 'garbage' } }],
  [1, { distort: { stage: 'manifest', how: 'html' } }],
  [1, { distort: { stage: 'blob', how: 'close' } }],
  [1, { distort: { stage: 'blob', how: 'html' } }],
];

function each<P extends string, S>(
  places: Readonly<Record<P, unknown>>,
  draw: (place: P) => S,
): Record<P, S> {
  const names = Object.keys(places) as P[];
  return Object.fromEntries(names.map((name) => [name, draw(name)])) as Record<P, S>;
}
