import type { DesiredState, ProxyUrl } from '../domain/desired.ts';
import { formatProxyUrl } from '../domain/proxy-url.ts';
import { check } from './contract.ts';
import { decisionOf } from './proxy-decision.ts';
import { proxySights } from './proxy-sights.ts';
import { again, dockcfg, run, say } from './write.ts';

/** `https://` in front of a proxy that speaks plain HTTP. */
export const proxyScheme = check({
  code: 'DC3002',
  severity: 'error',
  title: say(
    'The proxy URL says https, but the proxy speaks HTTP',
    '代理 URL 写的是 https，但代理使用 HTTP',
  ),
  about: say(
    'The scheme of a proxy URL says how to talk to the proxy itself, not what goes through it. Nearly every proxy is spoken to in plain HTTP, for https registries too ("proxyconnect tcp: tls: first record does not look like a TLS handshake").',
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
      const used = decisionOf(sight)?.proxy;
      const plain: ProxyUrl | null = used ? { ...used, scheme: 'http' } : null;
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
          remedies: [plain ? rewrite(hop.scheme, plain) : again(walk.image), again(walk.image)],
        },
      ];
    }),
});

function rewrite(scheme: 'https' | 'http', proxy: ProxyUrl) {
  const key = scheme === 'https' ? 'https-proxy' : 'http-proxy';
  const desired: DesiredState = { proxies: { [key]: proxy } };
  const { password, ...bare } = proxy;
  const url = formatProxyUrl(bare, { withPassword: false });
  if (password) {
    return run(
      say(
        `write ${key} with http:// instead of https:// (the password goes in by file, never on the command line)`,
        `把 ${key} 的 https:// 改写为 http://（密码通过文件提供，不要写在命令行上）`,
      ),
      ['dockcfg', 'apply', `--${key}`, url, '--proxy-password-file', 'FILE'],
      'restart',
    );
  }
  return dockcfg(
    say(
      `write ${key} as ${url}; the engine has to be restarted`,
      `把 ${key} 写成 ${url}；需要重启引擎`,
    ),
    { command: ['dockcfg', 'apply', `--${key}`, url], risk: 'restart', desired },
  );
}
