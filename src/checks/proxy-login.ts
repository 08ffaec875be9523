import { check } from './contract.ts';
import { proxySights } from './proxy-sights.ts';
import { ask, run, say } from './write.ts';

/** 407: the proxy wants to know who asks. */
export const proxyLogin = check({
  code: 'DC3003',
  severity: 'error',
  title: say('The proxy requires a login', '代理要求身份验证'),
  about: say(
    'The proxy answered 407 Proxy Authentication Required. The engine can offer only Basic credentials, taken from the proxy URL, where special characters must be percent-encoded. A proxy that accepts only NTLM, Negotiate or Kerberos needs a local relay (such as cntlm or px) in between.',
    '代理返回 407 Proxy Authentication Required。引擎只能提供代理 URL 中的 Basic 凭据，其中的特殊字符需要百分号编码。只接受 NTLM、Negotiate 或 Kerberos 的代理需要在中间加一个本地转发（例如 cntlm 或 px）。',
  ),
  ways: [
    say(
      'set the user name and password: dockcfg apply --https-proxy http://USER@HOST:PORT --proxy-password-file FILE',
      '提供用户名和密码：dockcfg apply --https-proxy http://USER@HOST:PORT --proxy-password-file FILE',
    ),
    say('ask for access to registries without a login', '申请无需登录即可访问镜像仓库'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap(({ hop, at, proxy, severity, place }) => {
      if (
        hop.tunnel.kind !== 'saw' ||
        !wantsLogin(hop.tunnel.data.status, hop.tunnel.data.protocol)
      )
        return [];
      const { schemes, sentCredentials, status, reason } = hop.tunnel.data;
      const basic = schemes.length === 0 || schemes.some((scheme) => /^basic$/i.test(scheme));
      const offered = schemes.join(', ') || '-';
      return [
        {
          subject: at,
          severity,
          text: textOf({ at, offered, basic, sent: sentCredentials }),
          seen: [
            `CONNECT ${hop.host}:${hop.port} → ${status} ${reason}`,
            `Proxy-Authenticate: ${offered}`,
          ],
          places: [place('proxy')],
          remedies: basic
            ? [
                run(
                  say(
                    'set the proxy user and password, with the password in a file',
                    '提供代理的用户名和密码；密码通过文件提供',
                  ),
                  [
                    'dockcfg',
                    'apply',
                    '--https-proxy',
                    withUser(proxy),
                    '--proxy-password-file',
                    'FILE',
                  ],
                  'restart',
                ),
                ask(
                  say(
                    `Please give this host a login for the proxy ${at}, or let it reach ${hop.host}:${hop.port} without one.`,
                    `请为本机提供代理 ${at} 的登录凭据，或允许本机无需登录访问 ${hop.host}:${hop.port}。`,
                  ),
                ),
              ]
            : [
                ask(
                  say(
                    `Please let this host reach ${hop.host}:${hop.port} through ${at} without a login or with Basic: the engine does not support ${offered}.`,
                    `请允许本机无需登录或使用 Basic 通过 ${at} 访问 ${hop.host}:${hop.port}：引擎不支持 ${offered}。`,
                  ),
                ),
              ],
        },
      ];
    }),
});

/** 407, or the SOCKS replies that stand for it (RFC 1928 §3, RFC 1929). */
function wantsLogin(status: number | null, protocol: string): boolean {
  return protocol === 'socks5' ? status === 254 || status === 255 : status === 407;
}

interface Login {
  readonly at: string;
  readonly offered: string;
  readonly basic: boolean;
  readonly sent: boolean;
}

function textOf({ at, offered, basic, sent }: Login) {
  if (!basic) {
    return say(
      `The proxy ${at} accepts only ${offered}, which the engine does not support.`,
      `代理 ${at} 只接受 ${offered}，引擎不支持。`,
    );
  }
  return sent
    ? say(
        `The proxy ${at} refuses the user name and password in its URL.`,
        `代理 ${at} 拒绝了 URL 中的用户名和密码。`,
      )
    : say(
        `The proxy ${at} requires a login, and its URL has none.`,
        `代理 ${at} 要求登录，而其 URL 中没有凭据。`,
      );
}

function withUser(proxy: string): string {
  return /@/.test(proxy) ? proxy.replace(/:[^:@/]*@/, '@') : proxy.replace('://', '://USER@');
}
