/** What lies below certs.d: mostly for hosts that are asked, now and then for others. */
import type { Case, ImageWish, TrustContent } from './case.ts';
import type { Random } from './random.ts';
import type { Traits } from './traits.ts';

interface Asked {
  readonly mirrors: readonly string[];
  readonly image: ImageWish;
  readonly traits: Traits;
}

type Folder = { [file: string]: TrustContent };

/** Draws folders of certs.d. */
export function drawTrust(random: Random, { mirrors, image, traits }: Asked): Case['trust'] {
  if (random.chance(0.25)) return {};
  const [first = ''] = image.name.split('/');
  const domain = /[.:]|^localhost$/.test(first) ? first.replace(/^index\./, '') : 'docker.io';
  const hosts = mirrors.map((url) => url.replace(/^https?:\/\//, '').replace(/\/.*$/, ''));
  const asked = [domain, domain, domain, ...hosts];
  const names = random.some([...asked, ...asked.map(nearMiss), ...strayNames], 1, 3);
  return Object.fromEntries(names.map((name) => [name, drawFolder(random, name, traits)]));
}

const strayNames = ['_default', 'registry-1.docker.io', 'docker.io', 'm1.lab', 'r2.lab_5000_'];

/** The name that people take by mistake, or that only one store knows. */
function nearMiss(host: string): string {
  const [name = '', port] = host.split(':');
  return port ? (port === '443' ? name : `${name}_${port}_`) : `${name}:443`;
}

function drawFolder(random: Random, name: string, { store }: Traits): Folder {
  const files = { ...random.weigh(folders) };
  const toml = store === 'containerd' ? 0.35 : 0.08;
  if (random.chance(toml)) files['hosts.toml'] = { text: drawHostsToml(random, name) };
  return files;
}

const folders: readonly (readonly [weight: number, files: Folder])[] = [
  [12, { 'ca.crt': 'private-ca' }],
  [2, { 'any-name.crt': 'private-ca', 'public.crt': 'public-ca' }],
  [4, { 'client.cert': 'client-certificate', 'client.key': 'client-key', 'ca.crt': 'private-ca' }],
  [2, { 'ca.crt': 'public-ca' }],
  [2, { 'ca.crt': 'der' }],
  [1, { 'ca.crt': 'garbage' }],
  [1, { 'ca.crt': 'empty' }],
  [2, { 'ca.pem': 'private-ca' }],
  [1, { 'ca.cert': 'private-ca' }],
  [1, { 'client.key': 'client-key', 'ca.crt': 'private-ca' }],
  [1, { 'a.cert': 'garbage', 'a.key': 'garbage' }],
];

/** A hosts.toml as people write it, and some as they should not. */
function drawHostsToml(random: Random, folder: string): string {
  if (random.chance(0.06)) return 'server = "https://r1.lab\n';
  if (random.chance(0.04)) return '\n';
  const server = random.weigh<string>([
    [4, ''],
    [3, `server = "https://${folder === 'docker.io' ? 'registry-1.docker.io' : folder}"\n`],
    [1, `server = "http://${folder}"\n`],
    [1, 'server = "https://m1.lab"\n'],
  ]);
  const top = server === '' ? '' : server + drawSettings(random);
  const hosts = random.some(tomlHosts, 0, 2).map((url) => {
    return `[host."${url}"]\n${drawSettings(random)}`;
  });
  return `${top}${hosts.join('')}`;
}

const tomlHosts = [
  'https://m1.lab',
  'https://m2.lab:5000',
  'http://m2.lab:5000',
  'https://m1.lab/cache',
  'https://m1.lab/v2',
  'https://r3.lab',
  'http://r3.lab',
  'm1.lab',
  'https://nosuch.lab',
  'https://registry-1.docker.io',
];

function drawSettings(random: Random): string {
  const lines: string[] = [];
  if (random.chance(0.5)) lines.push(`ca = ${random.pick(caValues)}`);
  if (random.chance(0.2)) lines.push(`skip_verify = ${random.pick(['true', 'true', 'false'])}`);
  if (random.chance(0.4)) lines.push(`capabilities = ${random.pick(capabilityValues)}`);
  if (random.chance(0.15)) lines.push('override_path = true');
  if (random.chance(0.08)) lines.push('client = [["client.cert", "client.key"]]');
  return lines.map((line) => `${line}\n`).join('');
}

const caValues = ['"ca.crt"', '"ca.crt"', '["ca.crt"]', '"/etc/docker/certs.d/m1.lab/ca.crt"'];

const capabilityValues = [
  '["pull", "resolve"]',
  '["pull", "resolve"]',
  '["pull", "resolve", "push"]',
  '["pull"]',
  '["resolve"]',
  '["push"]',
  '[]',
  '["PULL", "Resolve"]',
  '["fly"]',
];
