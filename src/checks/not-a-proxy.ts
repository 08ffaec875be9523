import { check } from './contract.ts';
import { rewriteProxy } from './proxy-rewrite.ts';
import { type ProxySight, proxySights } from './proxy-sights.ts';
import { again, ask, leading, run, say } from './write.ts';

/** Something listens there, and it is no proxy of the kind the URL says. */
export const notAProxy = check({
  code: 'DC3014',
  severity: 'error',
  title: say('The proxy does not answer as a proxy', '代理没有按代理的方式应答'),
  about: say(
    'The connection to the proxy works, but what comes back is not an answer to CONNECT (or not SOCKS5): another service listens on that port, a SOCKS proxy is addressed as http, an http proxy is addressed as socks5, or the proxy hangs.',
    '与代理的连接已建立，但返回的内容不是对 CONNECT 的应答（或不是 SOCKS5）：该端口上是其他服务、把 SOCKS 代理写成了 http、把 http 代理写成了 socks5，或代理没有反应。',
  ),
  ways: [say('correct the scheme and port of the proxy URL', '更正代理 URL 的协议和端口')],
  reads: ['routes'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap((sight) => {
      const trouble = troubleIn(sight);
      if (trouble === null) return [];
      const { hop, at, proxy, severity, place, walk } = sight;
      const speaks = hop.proxySpeaks ?? null;
      return [
        {
          subject: at,
          severity,
          text: speaks
            ? say(
                `The proxy is configured as ${proxy}, but ${at} speaks ${names[speaks]}.`,
                `代理被配置为 ${proxy}，但 ${at} 使用的是 ${names[speaks]}。`,
              )
            : say(
                `${at} does not answer as ${proxy} should: ${trouble}.`,
                `${at} 没有像 ${proxy} 那样应答：${trouble}。`,
              ),
          seen: [trouble, ...(speaks ? [`answers ${names[speaks]}`] : [])],
          places: [place('proxy')],
          remedies: leading(
            [
              ...(speaks ? rewriteProxy(sight, speaks) : []),
              run(say('see where the proxy is configured', '查看代理的配置位置'), [
                'dockcfg',
                'show',
                'https-proxy',
                'http-proxy',
              ]),
              ...(speaks ? [] : [askFor(sight)]),
            ],
            again(walk.image),
          ),
        },
      ];
    }),
});

const names = { http: 'HTTP', https: 'TLS (https)', socks5: 'SOCKS5' } as const;

/** What came instead of a proxy's answer; null where a proxy answered. */
function troubleIn({ hop }: ProxySight): string | null {
  const { tunnel, proxySpeaks, sniff } = hop;
  if (tunnel.kind === 'saw') {
    const { status, protocol } = tunnel.data;
    const isOther = proxySpeaks === 'https' || proxySpeaks === 'socks5';
    return protocol === 'connect' && status !== 200 && isOther ? `CONNECT → ${status}` : null;
  }
  if (tunnel.kind === 'skipped' || tunnel.code === 'PROXY_CERTIFICATE') return null;
  if (sniff?.plainHttp) return null;
  const { code, detail } = tunnel;
  return `${code}${/^[0-9a-f ]+$/.test(detail) ? `, first bytes ${detail}` : ''}`;
}

function askFor({ at, proxy }: ProxySight) {
  return ask(
    say(
      `Please tell me the scheme and port of the proxy at ${at}; it does not answer as ${proxy}.`,
      `请告知代理 ${at} 的协议和端口；以 ${proxy} 访问没有应答。`,
    ),
  );
}
