import { check } from './contract.ts';
import { proxySights } from './proxy-sights.ts';
import { again, ask, run, say } from './write.ts';

/** Something listens there, and it is no proxy of the kind the URL says. */
export const notAProxy = check({
  code: 'DC3014',
  severity: 'error',
  title: say('The proxy does not answer as a proxy', '代理没有按代理的方式应答'),
  about: say(
    'The connection to the proxy is made, but what comes back is no answer to CONNECT (or no SOCKS5): another service on that port, a SOCKS proxy addressed as http, an http proxy addressed as socks5, or a proxy that hangs.',
    '与代理的连接已建立，但返回的内容不是对 CONNECT 的应答（或不是 SOCKS5）：该端口上是其他服务、把 SOCKS 代理写成了 http、把 http 代理写成了 socks5，或代理没有反应。',
  ),
  ways: [say('correct scheme and port of the proxy URL', '更正代理 URL 的协议和端口')],
  reads: ['routes'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap(({ hop, at, proxy, severity, place, walk }) => {
      if (hop.tunnel.kind !== 'failed' || hop.tunnel.code === 'PROXY_CERTIFICATE') return [];
      if (hop.sniff?.plainHttp) return [];
      const { code, detail } = hop.tunnel;
      return [
        {
          subject: at,
          severity,
          text: say(
            `${at} does not answer as ${proxy} should: ${code}.`,
            `${at} 没有像 ${proxy} 那样应答：${code}。`,
          ),
          seen: [`${code}${/^[0-9a-f ]+$/.test(detail) ? `, first bytes ${detail}` : ''}`],
          places: [place('proxy')],
          remedies: [
            run(say('see where the proxy is configured', '查看代理的配置位置'), [
              'dockcfg',
              'show',
              'https-proxy',
              'http-proxy',
            ]),
            ask(
              say(
                `Please tell me scheme and port of the proxy at ${at}; as ${proxy} it does not answer.`,
                `请告知代理 ${at} 的协议和端口；以 ${proxy} 访问没有应答。`,
              ),
            ),
            again(walk.image),
          ],
        },
      ];
    }),
});
