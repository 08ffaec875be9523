/** A seed becomes a case. */
import type { Case, ImageWish } from './case.ts';
import { drawServers } from './generate-servers.ts';
import { drawStart } from './generate-start.ts';
import { drawTrust } from './generate-trust.ts';
import type { RegistryPlace } from './places.ts';
import { loopback, registries } from './places.ts';
import type { Random } from './random.ts';
import { seededRandom } from './random.ts';
import type { Traits } from './traits.ts';

/** So many cases in a row share what the engine takes up at its start. */
export const casesPerStart = 8;

/** Draws the case of a seed; which ones are possible depends on the engine. */
export function drawCase(seed: number, traits: Traits): Case {
  const random = seededRandom(seed);
  const start = drawStart(seededRandom(-1 - Math.floor(seed / casesPerStart)), traits);
  const hub = random.chance(0.6);
  const { image, target } = hub ? drawHubImage(random) : drawOtherImage(random);
  const mirrors = random.chance(hub ? 0.85 : 0.15) ? drawMirrors(random, traits) : [];
  const insecure = random.chance(0.45) ? random.some(insecureEntries, 1, 3) : [];
  const trust = drawTrust(random, { mirrors, image, traits });
  const used = [target, ...mirrors.flatMap(placeOf)];
  const servers = drawServers(random, used);
  // From a source of its own, so that without it everything else is as it was.
  const login = drawLogin(seededRandom(~seed), { image, mirrors });
  return { seed, start, image, mirrors, insecure, trust, servers, login };
}

interface Drawn {
  readonly image: ImageWish;
  /** Who has it, if anybody has. */
  readonly target: RegistryPlace;
}

function drawHubImage(random: Random): Drawn {
  const [name, repo] = random.pick([
    ['hello', 'library/hello'],
    ['library/hello', 'library/hello'],
    ['docker.io/team/app', 'team/app'],
    ['docker.io/hello', 'library/hello'],
    ['index.docker.io/library/hello', 'library/hello'],
    ['team/deep/app', 'team/deep/app'],
  ] as const);
  return { image: { name, repo, ...drawObject(random) }, target: 'hub' };
}

function drawOtherImage(random: Random): Drawn {
  const [host, target] = random.weigh<readonly [string, RegistryPlace]>([
    [6, ['r1.lab', 'r1']],
    [2, ['r1.lab:443', 'r1']],
    [1, ['r1.lab:80', 'r1plain']],
    [6, ['r2.lab:5000', 'r2']],
    [3, ['r3.lab', 'r3']],
    [1, ['r3.lab:80', 'r3']],
    [2, [`${registries.r2.address}:${registries.r2.port}`, 'r2']],
    [1, [registries.r1.address, 'r1']],
    [2, [`localhost:${loopback.port}`, 'r2']],
    [2, [`127.0.0.1:${loopback.port}`, 'r2']],
    [1, ['localhost:81', 'r2']],
    [1, ['localhost', 'r2']],
    [1, ['R1.lab', 'r1']],
    [1, ['r2.lab:81', 'r2']],
    [1, ['nosuch.lab', 'r2']],
  ]);
  const repo = random.pick(['app', 'team/app', 'library/hello']);
  return { image: { name: `${host}/${repo}`, repo, ...drawObject(random) }, target };
}

function drawObject(random: Random): Pick<ImageWish, 'tag' | 'by' | 'shape' | 'format'> {
  const by = random.weigh<ImageWish['by']>([
    [4, 'nothing'],
    [4, 'tag'],
    [2, 'digest'],
    [1, 'both'],
  ]);
  return {
    by,
    tag: by === 'nothing' ? 'latest' : random.pick(['1', 'v2.0-rc_1', 'latest']),
    shape: random.pick(['manifest', 'index']),
    format: random.pick(['docker', 'oci']),
  };
}

/** For whom it is meant, for a mirror, or for somebody else. */
function drawLogin(
  random: Random,
  { image, mirrors }: Pick<Case, 'image' | 'mirrors'>,
): Case['login'] {
  if (random.chance(0.85)) return null;
  const [first = ''] = image.name.split('/');
  const domain = /[.:]|^localhost$/.test(first) ? first.replace(/^index\./, '') : 'docker.io';
  const hosts = mirrors.map((url) => new URL(url).host);
  const registry = random.pick([domain, domain, domain, ...hosts, 'r1.lab', 'docker.io']);
  return { registry, right: random.chance(0.7) };
}

function drawMirrors(random: Random, { mirrorPaths }: Traits): string[] {
  const urls = mirrorPaths ? [...mirrorUrls, ...mirrorUrlsWithPath] : mirrorUrls;
  return random.some(urls, 1, 3);
}

const mirrorUrls = [
  'https://m1.lab',
  'https://m1.lab',
  'https://m1.lab/',
  'https://m1.lab:443',
  'http://m1.lab',
  'https://m2.lab:5000',
  'https://m2.lab:5000',
  'http://m2.lab:5000',
  `https://${registries.m2.address}:${registries.m2.port}`,
  'https://m2.lab:81',
  'http://m2.lab:81',
  'https://m2.lab',
  'https://nosuch.lab',
  'http://r3.lab',
  'https://r3.lab',
  `http://127.0.0.1:${loopback.port}`,
  `https://localhost:${loopback.port}`,
] as const;

const mirrorUrlsWithPath = [
  'https://m1.lab/cache',
  'https://m1.lab/cache/',
  'http://m2.lab:5000/cache',
  'https://m2.lab:5000/v2',
] as const;

const insecureEntries = [
  'm1.lab',
  'm1.lab:443',
  'm1.lab:80',
  'm2.lab:5000',
  'm2.lab',
  'http://m2.lab:5000',
  `${registries.m2.address}:${registries.m2.port}`,
  `${registries.m1.address}/32`,
  '10.77.0.52/31',
  'r1.lab',
  'r1.lab:443',
  'R1.lab',
  'r2.lab:5000',
  'https://r2.lab:5000',
  'r2.lab',
  'r3.lab',
  `${registries.r2.address}/32`,
  `${registries.r2.address}:${registries.r2.port}`,
  '10.77.0.0/24',
  '192.168.0.0/16',
  'docker.io',
  'registry-1.docker.io',
  'localhost:5000',
  'nosuch.lab',
  'fd00::/8',
] as const;

/** Whom a mirror's URL leads to, where somebody is there. */
function placeOf(url: string): RegistryPlace[] {
  const { hostname, port, protocol } = new URL(url);
  if (hostname === '127.0.0.1' || hostname === 'localhost') return ['r2'];
  const effective = Number(port) || (protocol === 'http:' ? 80 : 443);
  return Object.entries(registries).flatMap(([place, at]) =>
    (at.hostname === hostname || at.address === hostname) && at.port === effective
      ? [place as RegistryPlace]
      : [],
  );
}
