import type { DesiredState } from '../domain/desired.ts';
import { proxySettingsOf } from '../domain/proxy.ts';
import { formatProxyUrl, parseProxyUrl } from '../domain/proxy-url.ts';
import { check } from './contract.ts';
import { stoppedAt, unreachedDirectly } from './proxy-sights.ts';
import { dockcfg, run, say } from './write.ts';

/** The shell goes through a proxy, and the engine does not know it. */
export const proxyOnlyInShell = check({
  code: 'DC3005',
  severity: 'error',
  title: say('The shell has a proxy, the engine has none', '终端里有代理，而引擎没有'),
  about: say(
    'Proxy variables of a shell reach curl, but not the engine, which is a service with an environment of its own; the proxies in ~/.docker/config.json are for containers and builds only. So curl works and pulls time out.',
    '终端中的代理变量对 curl 有效，但引擎是有独立环境的服务，看不到它们；~/.docker/config.json 中的 proxies 也只用于容器和构建。因此 curl 正常，而拉取超时。',
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
    const shell = proxySettingsOf(facts.shell);
    const url = shell.https || shell.http || client.httpsProxy || client.httpProxy;
    const parsed = parseProxyUrl(url);
    if (parsed.kind !== 'proxy') return [];
    const shown = formatProxyUrl(parsed.proxy, { withPassword: false });
    const fromShell = (shell.https || shell.http) !== '';
    const { password, ...proxy } = parsed.proxy;
    const desired: DesiredState = {
      proxies: {
        'https-proxy': parsed.proxy,
        'http-proxy': parsed.proxy,
        ...(shell.no ? { 'no-proxy': shell.no } : {}),
      },
    };
    const plain = formatProxyUrl(proxy, { withPassword: false });
    const command = ['dockcfg', 'apply', '--https-proxy', plain, '--http-proxy', plain];
    const text = say(
      `set ${shown} for the engine too; it has to be restarted`,
      `同样为引擎设置 ${shown}；需要重启引擎`,
    );
    return [
      {
        subject: shown,
        text: fromShell
          ? say(
              `This shell goes through ${shown}; the engine has no proxy and does not reach ${hostsOf(unreached)} directly.`,
              `当前终端使用代理 ${shown}；引擎没有代理，且无法直接访问 ${hostsOf(unreached)}。`,
            )
          : say(
              `~/.docker/config.json names the proxy ${shown}, which is for containers only; the engine has no proxy and does not reach ${hostsOf(unreached)} directly.`,
              `~/.docker/config.json 中的代理 ${shown} 只用于容器；引擎没有代理，且无法直接访问 ${hostsOf(unreached)}。`,
            ),
        seen: unreached.map((sight) => `${sight.subject}: ${stoppedAt(sight)}`),
        places: unreached.map((sight) => sight.place(stoppedAt(sight))),
        remedies: [
          password
            ? run(text, [...command, '--proxy-password-file', 'FILE'], 'restart')
            : dockcfg(text, { command, risk: 'restart', desired }),
        ],
      },
    ];
  },
});

function hostsOf(sights: readonly { readonly subject: string }[]): string {
  return [...new Set(sights.map(({ subject }) => subject))].join(', ');
}
