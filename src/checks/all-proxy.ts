import { engineVariable } from '../domain/engine-environment.ts';
import type { HostFacts } from '../domain/facts.ts';
import { formatProxyUrl, parseProxyUrl } from '../domain/proxy-url.ts';
import { check } from './contract.ts';
import { setProxies } from './proxy-rewrite.ts';
import { stoppedAt, unreachedDirectly } from './proxy-sights.ts';
import { say } from './write.ts';

/** ALL_PROXY is for curl; Go does not know it. */
export const allProxy = check({
  code: 'DC3011',
  severity: 'error',
  title: say('The engine does not read ALL_PROXY', '引擎不读取 ALL_PROXY'),
  about: say(
    'curl and other programs use ALL_PROXY for every scheme. Go reads only HTTPS_PROXY, HTTP_PROXY and NO_PROXY (golang.org/x/net/http/httpproxy), so an engine that has only ALL_PROXY goes direct.',
    'curl 等工具会把 ALL_PROXY 用于所有协议。Go 只读取 HTTPS_PROXY、HTTP_PROXY 和 NO_PROXY（golang.org/x/net/http/httpproxy），因此只设置了 ALL_PROXY 的引擎会直连。',
  ),
  ways: [say('set https-proxy and http-proxy instead', '改为设置 https-proxy 与 http-proxy')],
  reads: ['routes', 'views', 'facts'],
  judge: ({ routes, views, facts }) => {
    const { http, https } = views.used.proxies;
    const parsed = parseProxyUrl(allProxyOf(facts));
    const unreached = unreachedDirectly(routes).filter(({ hop }) => hop.scheme === 'https');
    if (http !== '' || https !== '' || parsed.kind !== 'proxy' || unreached.length === 0) return [];
    const url = formatProxyUrl(parsed.proxy, { withPassword: false });
    const text = say(
      `set ${url} as https-proxy and http-proxy; the engine must be restarted`,
      `把 ${url} 设为 https-proxy 与 http-proxy；需要重启引擎`,
    );
    return [
      {
        subject: 'ALL_PROXY',
        text: say(
          `The engine's environment has ALL_PROXY (${url}), which it does not read; it goes direct and fails.`,
          `引擎的环境中有 ALL_PROXY（${url}），但引擎不读取它；它会直连，并且无法连通。`,
        ),
        seen: unreached.map((sight) => `${sight.subject}: direct, ${stoppedAt(sight)}`),
        places: unreached.map((sight) => sight.place(stoppedAt(sight))),
        remedies: [setProxies(text, parsed.proxy, { keys: ['https-proxy', 'http-proxy'] })],
      },
    ];
  },
});

function allProxyOf(facts: HostFacts): string {
  return engineVariable(facts, 'ALL_PROXY') || engineVariable(facts, 'all_proxy') || '';
}
