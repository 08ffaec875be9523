import { check } from './contract.ts';
import { rewriteProxy } from './proxy-rewrite.ts';
import { proxySights } from './proxy-sights.ts';
import { again, leading, say } from './write.ts';

/** `https://` in front of a proxy that speaks plain HTTP. */
export const proxyScheme = check({
  code: 'DC3002',
  severity: 'error',
  title: say(
    'The proxy URL says https, but the proxy speaks HTTP',
    '代理 URL 写的是 https，但代理使用 HTTP',
  ),
  about: say(
    'The scheme of a proxy URL says how to talk to the proxy itself, not what goes through it. Clients speak plain HTTP to nearly every proxy, for https registries too ("proxyconnect tcp: tls: first record does not look like a TLS handshake").',
    '代理 URL 的协议指的是如何与代理本身通信，而不是经过它的流量。几乎所有代理都使用明文 HTTP 通信，访问 https 仓库时也是如此（“proxyconnect tcp: tls: first record does not look like a TLS handshake”）。',
  ),
  ways: [
    say(
      'write the proxy as http://host:port, for https-proxy as well',
      '把代理写成 http://主机:端口，https-proxy 也一样',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap((sight) => {
      const { hop, at, proxy, severity, place, walk } = sight;
      if (hop.proxyTls?.kind !== 'failed' || !hop.sniff?.plainHttp) return [];
      return [
        {
          subject: at,
          severity,
          text: say(
            `The proxy is configured as ${proxy}, but ${at} speaks plain HTTP.`,
            `代理被配置为 ${proxy}，但 ${at} 使用明文 HTTP。`,
          ),
          seen: [`TLS: ${hop.proxyTls.code}`, `plain: ${hop.sniff.plainHttp}`],
          places: [place('proxy')],
          remedies: leading(rewriteProxy(sight, 'http'), again(walk.image)),
        },
      ];
    }),
});
