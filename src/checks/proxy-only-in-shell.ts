import type { HostFacts } from '../domain/facts.ts';
import { proxySettingsOf } from '../domain/proxy.ts';
import { formatProxyUrl, parseProxyUrl } from '../domain/proxy-url.ts';
import type { Said } from '../domain/said.ts';
import { check } from './contract.ts';
import type { ClientSeen } from './evidence.ts';
import { setProxies } from './proxy-rewrite.ts';
import { gravest, stoppedAt, unreachedDirectly } from './proxy-sights.ts';
import { say } from './write.ts';

/** The shell goes through a proxy, and the engine does not know it. */
export const proxyOnlyInShell = check({
  code: 'DC3005',
  severity: 'error',
  title: say('The shell has a proxy, but the engine has none', '终端里有代理，而引擎没有'),
  about: say(
    'Proxy variables of a shell or of /etc/environment reach curl, but not the engine, which is a service with its own environment; the proxies in ~/.docker/config.json are only for containers and builds. So curl works and pulls time out.',
    '终端或 /etc/environment 中的代理变量对 curl 有效，但引擎是有独立环境的服务，看不到它们；~/.docker/config.json 中的 proxies 也只用于容器和构建。因此 curl 正常，而拉取超时。',
  ),
  ways: [
    say(
      'set the proxy for the engine: dockcfg apply --https-proxy URL --http-proxy URL',
      '为引擎设置代理：dockcfg apply --https-proxy URL --http-proxy URL',
    ),
  ],
  reads: ['routes', 'views', 'facts', 'client'],
  judge: ({ routes, views, facts, client }) => {
    const { http, https } = views.used.proxies;
    const unreached = unreachedDirectly(routes).filter(({ hop }) => hop.scheme === 'https');
    if (http !== '' || https !== '' || unreached.length === 0) return [];
    const found = proxyElsewhere(facts, client);
    const parsed = parseProxyUrl(found.url);
    if (parsed.kind !== 'proxy') return [];
    const shown = formatProxyUrl(parsed.proxy, { withPassword: false });
    const text = say(
      `set ${shown} for the engine too; it must be restarted`,
      `同样为引擎设置 ${shown}；需要重启引擎`,
    );
    return [
      {
        subject: shown,
        severity: gravest(unreached),
        text: textOf(found.from, shown, hostsOf(unreached)),
        seen: unreached.map((sight) => `${sight.subject}: ${stoppedAt(sight)}`),
        places: unreached.map((sight) => sight.place(stoppedAt(sight))),
        remedies: [
          setProxies(text, parsed.proxy, {
            keys: ['https-proxy', 'http-proxy'],
            noProxy: found.no,
          }),
        ],
      },
    ];
  },
});

function hostsOf(sights: readonly { readonly subject: string }[]): string {
  return [...new Set(sights.map(({ subject }) => subject))].join(', ');
}

interface ProxyElsewhere {
  readonly from: 'shell' | 'login' | 'client';
  /** empty when there is none */
  readonly url: string;
  readonly no: string;
}

/** The proxy that everything but the engine has: this shell, every shell, or the client. */
function proxyElsewhere(facts: HostFacts, client: ClientSeen): ProxyElsewhere {
  const shells = [
    { from: 'shell', set: proxySettingsOf(facts.shell) },
    // sudo keeps none of the caller's variables, so those of every login are looked at, too
    { from: 'login', set: proxySettingsOf(loginVariables(facts)) },
  ] as const;
  for (const { from, set } of shells) {
    const url = set.https || set.http;
    if (url) return { from, url, no: set.no };
  }
  return { from: 'client', url: client.httpsProxy || client.httpProxy, no: '' };
}

/** `NAME=value`, as PAM reads them: `export` and quotes are allowed (pam_env(8)). */
function loginVariables({ files }: HostFacts): { readonly [name: string]: string } {
  const state = files.get('/etc/environment')?.state;
  if (state?.kind !== 'file') return {};
  const text = new TextDecoder().decode(state.bytes);
  const lines = text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)=(["']?)(.*?)\2[ \t\r]*$/gm);
  return Object.fromEntries([...lines].map(([, name = '', , value = '']) => [name, value]));
}

function textOf(from: ProxyElsewhere['from'], proxy: string, hosts: string): Said {
  const who = {
    shell: say(`This shell uses the proxy ${proxy}`, `当前终端使用代理 ${proxy}`),
    login: say(
      `/etc/environment sets the proxy ${proxy} for shells, but no service reads it`,
      `/etc/environment 为终端设置了代理 ${proxy}，而服务不读取它`,
    ),
    client: say(
      `~/.docker/config.json sets the proxy ${proxy}, but only for containers`,
      `~/.docker/config.json 中的代理 ${proxy} 只用于容器`,
    ),
  }[from];
  return say(
    `${who.en}; the engine has no proxy and cannot reach ${hosts} directly.`,
    `${who['zh-CN']}；引擎没有代理，且无法直接访问 ${hosts}。`,
  );
}
