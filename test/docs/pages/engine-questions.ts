/** What people ask about an engine release, each answered by the rules that dockcfg itself uses. */
import type { EngineIdentity, EngineVersion, Store } from '../../../src/domain/engine.ts';
import { parseEngineVersion } from '../../../src/domain/engine.ts';
import { goMinorOf } from '../../../src/domain/go-version.ts';
import { checkKey, isReloadable } from '../../../src/domain/key-check.ts';
import { parseMirrorUrl } from '../../../src/domain/mirror-url.ts';
import { decideProxy } from '../../../src/domain/proxy.ts';
import type { Route } from '../../../src/domain/route.ts';
import type { Said } from '../../../src/domain/said.ts';
import { type Given, hostsToml, pem, routeOf } from '../../domain/views.ts';
import { say } from './markdown.ts';

/** A column of the table: one release, and the store where it has two. */
export interface ShownEngine {
  readonly title: Said;
  readonly version: EngineVersion;
  readonly given: Pick<Given, 'version' | 'store' | 'fork'> & { readonly version: string };
}

function engine(version: string, store: Store, fork?: 'projectatomic'): ShownEngine {
  const parsed = parseEngineVersion(version);
  if (!parsed) throw new Error(version);
  const kinds = {
    fork: say('fork', '分支版'),
    classic: say('classic', '经典'),
    containerd: say('containerd', 'containerd'),
  };
  const kind = kinds[fork ? 'fork' : store];
  return {
    title: say(`${version} ${kind.en}`, `${version} ${kind['zh-CN']}`),
    version: parsed,
    given: { version, store, ...(fork ? { fork } : {}) },
  };
}

export const shownEngines: readonly ShownEngine[] = [
  engine('1.13.1', 'classic', 'projectatomic'),
  engine('20.10.24', 'classic'),
  engine('23.0.6', 'classic'),
  engine('24.0.9', 'classic'),
  engine('26.1.5', 'classic'),
  engine('28.5.2', 'classic'),
  engine('28.5.2', 'containerd'),
  engine('29.7.2', 'containerd'),
];

export interface Question {
  readonly asks: Said;
  /** yes, no, or something short that is the same in every language */
  answer(engine: ShownEngine): boolean | string;
}

const mirrorHost = 'mirror.example';
const mirrorUrl = `https://${mirrorHost}`;
const proxyUrl = 'http://proxy.example:3128';

export const questions: readonly Question[] = [
  {
    asks: say('`proxies` in daemon.json', 'daemon.json 中的 `proxies`'),
    answer: ({ version, given }) => checkKey('proxies', identity(version, given)).kind === 'known',
  },
  {
    asks: say(
      'a changed `registry-mirrors` takes a reload only',
      '改动 `registry-mirrors` 只需重新加载',
    ),
    answer: ({ version }) => isReloadable('registry-mirrors', version),
  },
  {
    asks: say('a mirror URL may have a path', '加速地址可以带路径'),
    answer: ({ version }) => 'url' in parseMirrorUrl(`${mirrorUrl}/hub`, version),
  },
  {
    asks: say(
      '`HTTP_PROXY` alone serves HTTPS pulls, too',
      '仅设置 `HTTP_PROXY` 也用于 HTTPS 拉取',
    ),
    answer: ({ version }) => viaProxy({ http: proxyUrl, https: '', no: '' }, version),
  },
  {
    asks: say(
      '`NO_PROXY` understands networks (`10.0.0.0/8`)',
      '`NO_PROXY` 支持网段（`10.0.0.0/8`）',
    ),
    answer: ({ version }) =>
      !viaProxy({ http: '', https: proxyUrl, no: '10.0.0.0/8' }, version, '10.1.2.3'),
  },
  {
    asks: say('`socks5h://` proxies', '`socks5h://` 代理'),
    answer: ({ version }) =>
      viaProxy({ http: '', https: 'socks5h://proxy.example:1080', no: '' }, version),
  },
  {
    asks: say('reads `hosts.toml`', '读取 `hosts.toml`'),
    answer: ({ given }) => {
      const hosts = { 'harbor.example': hostsToml([{ url: mirrorUrl }]) };
      const route = routeOf('harbor.example/app', {
        ...given,
        hosts,
        trust: { 'harbor.example': { 'hosts.toml': '' } },
      });
      return route.endpoints.some(({ url }) => url.includes(mirrorHost));
    },
  },
  {
    asks: say("reads a mirror's CA in `certs.d/MIRROR/`", '读取 `certs.d/镜像站/` 中的 CA'),
    answer: ({ given }) => reads(mirrored(given, mirrorHost), 0),
  },
  {
    asks: say(
      'reads `certs.d/docker.io/` for Docker Hub',
      '为 Docker Hub 读取 `certs.d/docker.io/`',
    ),
    answer: ({ given }) => reads(mirrored(given, 'docker.io'), 1),
  },
  {
    asks: say(
      'a mirror in `insecure-registries` switches off verification of Docker Hub',
      '把镜像站列入 `insecure-registries` 会关闭对 Docker Hub 的证书校验',
    ),
    answer: ({ given }) => {
      const insecure = [mirrorHost];
      const route = routeOf('nginx', { ...given, mirrors: [mirrorUrl], insecure });
      return route.endpoints.some(({ role, trust }) => role === 'upstream' && !trust.verify);
    },
  },
  {
    asks: say('a pull begins with', '拉取的第一个请求'),
    answer: ({ given }) =>
      routeOf('nginx', given).startsWith === 'v2' ? '`GET /v2/`' : '`HEAD …/manifests/…`',
  },
  {
    asks: say('built by Docker with Go', 'Docker 构建时所用的 Go'),
    answer: ({ version }) => `1.${goMinorOf(version)}`,
  },
];

function identity(version: EngineVersion, given: ShownEngine['given']): EngineIdentity {
  return { version, store: given.store ?? null, fork: given.fork ?? null };
}

function viaProxy(
  settings: { readonly http: string; readonly https: string; readonly no: string },
  version: EngineVersion,
  host = 'registry-1.docker.io',
): boolean {
  const decision = decideProxy(settings, { scheme: 'https', host, port: 443 }, version);
  return decision.proxy !== null && decision.problem === undefined;
}

/** Docker Hub's route with one mirror, and a CA in one trust directory. */
function mirrored(given: ShownEngine['given'], directory: string): Route {
  const trust = { [directory]: { 'ca.crt': pem() } };
  return routeOf('nginx', { ...given, mirrors: [mirrorUrl], trust });
}

function reads(route: Route, endpoint: number): boolean {
  const sources = route.endpoints[endpoint]?.trust.sources ?? [];
  return sources.some(({ kind, pem: text }) => kind === 'file' && text !== null);
}
