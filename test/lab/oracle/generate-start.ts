/** What an engine takes up at its start: proxies, and the authorities it trusts. */
import type { Start } from './case.ts';
import { proxies, proxyUser } from './places.ts';
import type { Random } from './random.ts';
import type { Traits } from './traits.ts';

/** Half of all starts have nothing special, as half of all hosts. */
export function drawStart(random: Random, { jsonProxies }: Traits): Start {
  const trustsPublic = random.chance(0.9);
  if (random.chance(0.5)) return { proxies: {}, proxiesIn: 'environment', trustsPublic };
  const https = random.chance(0.85) ? { https: random.weigh(proxyValues) } : {};
  const http = random.chance(0.6) ? { http: random.weigh(proxyValues) } : {};
  const no = random.chance(0.6) ? { no: random.some(noProxyItems, 1, 3).join(',') } : {};
  const proxiesIn = jsonProxies && random.chance(0.5) ? 'daemon.json' : 'environment';
  return { proxies: { ...https, ...http, ...no }, proxiesIn, trustsPublic };
}

const login = `${proxyUser.name}:${encodeURIComponent(proxyUser.password)}`;
const { open, closed, secure, socks } = proxies;

const proxyValues: readonly (readonly [weight: number, value: string])[] = [
  [8, `http://${open.hostname}:${open.port}`],
  [2, `${open.hostname}:${open.port}`],
  [1, `http://${open.address}:${open.port}/`],
  [4, `http://${login}@${closed.hostname}:${closed.port}`],
  [1, `http://${closed.hostname}:${closed.port}`],
  [1, `http://${proxyUser.name}:wrong@${closed.hostname}:${closed.port}`],
  [2, `https://${secure.hostname}:${secure.port}`],
  [1, `https://${open.hostname}:${open.port}`],
  [1, `http://${secure.hostname}:${secure.port}`],
  [3, `socks5://${socks.hostname}:${socks.port}`],
  [1, `socks5h://${socks.hostname}:${socks.port}`],
  [1, `http://${open.hostname}:3999`],
  [1, 'http://nosuch.lab:3128'],
  [1, `ftp://${open.hostname}:${open.port}`],
  [1, 'http://open.lab:port'],
];

const noProxyItems = [
  '.lab',
  '*.lab',
  'lab',
  'm1.lab',
  '.m1.lab',
  'r1.lab',
  ' r1.lab ',
  'R2.LAB',
  'r2.lab:5000',
  'm2.lab:443',
  'docker.io',
  '.docker.io',
  'registry-1.docker.io',
  'auth.docker.io:443',
  '*docker.io',
  '10.77.0.0/24',
  '10.77.0.56',
  '10.77.0.56:5000',
  'https://m1.lab',
  'm1.lab m2.lab',
  'localhost',
  'token.lab',
  'cdn.lab',
  '',
] as const;
