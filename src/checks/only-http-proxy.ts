import { formatProxyUrl, parseProxyUrl } from '../domain/proxy-url.ts';
import { check } from './contract.ts';
import { setProxies } from './proxy-rewrite.ts';
import { gravest, stoppedAt, unreachedDirectly } from './proxy-sights.ts';
import { say } from './write.ts';

/** HTTP_PROXY alone no longer covers https. */
export const onlyHttpProxy = check({
  code: 'DC3006',
  severity: 'error',
  title: say(
    'Only the HTTP proxy is set, and registries speak HTTPS',
    '只设置了 HTTP 代理，而仓库使用 HTTPS',
  ),
  about: say(
    "Since 20.10.8 the engine uses HTTP_PROXY only for http requests; https goes direct unless HTTPS_PROXY is set. The proxy's own URL is http:// in both cases.",
    '自 20.10.8 起，引擎只将 HTTP_PROXY 用于 http 请求；未设置 HTTPS_PROXY 时 https 会直连。两种情况下代理自身的 URL 都是 http://。',
  ),
  ways: [say('set https-proxy to the same proxy', '把 https-proxy 设为同一个代理')],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) => {
    const { http, https } = views.used.proxies;
    const parsed = parseProxyUrl(http);
    const unreached = unreachedDirectly(routes).filter(({ hop }) => hop.scheme === 'https');
    if (https !== '' || parsed.kind !== 'proxy' || unreached.length === 0) return [];
    const shown = formatProxyUrl(parsed.proxy, { withPassword: false });
    const hosts = [...new Set(unreached.map(({ subject }) => subject))].join(', ');
    const text = say(
      `set https-proxy to ${shown} as well; the engine must be restarted`,
      `把 https-proxy 也设为 ${shown}；需要重启引擎`,
    );
    return [
      {
        subject: 'https-proxy',
        severity: gravest(unreached),
        text: say(
          `Only http-proxy (${shown}) is set; ${hosts} is reached over https, which goes direct and fails.`,
          `只设置了 http-proxy（${shown}）；而 ${hosts} 使用 https，会直连并失败。`,
        ),
        seen: unreached.map((sight) => `${sight.subject}: direct, ${stoppedAt(sight)}`),
        places: unreached.map((sight) => sight.place(stoppedAt(sight))),
        remedies: [setProxies(text, parsed.proxy, { keys: ['https-proxy'] })],
      },
    ];
  },
});
