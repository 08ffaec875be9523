import { check } from './contract.ts';
import { proxySights } from './proxy-sights.ts';
import { ask, run, say } from './write.ts';

/** TLS to the proxy itself, with a certificate the engine refuses. */
export const proxyCertificate = check({
  code: 'DC3013',
  severity: 'error',
  title: say("The proxy's own certificate is refused", '代理自身的证书被拒绝'),
  about: say(
    'The proxy URL begins with https, the proxy speaks TLS, but the engine does not trust its certificate ("proxyconnect tcp: x509: …"). Only the system\'s trust store counts here.',
    '代理 URL 为 https，代理也使用 TLS，但引擎不信任它的证书（“proxyconnect tcp: x509: …”）。这里以系统信任库为准。',
  ),
  ways: [
    say(
      "install the proxy's CA in the system's trust store and restart the engine",
      '把代理的 CA 安装到系统信任库并重启引擎',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    proxySights(routes).flatMap(({ hop, at, severity, place }) => {
      if (!hop.proxyVerdict || hop.proxyVerdict.ok) return [];
      return [
        {
          subject: at,
          severity,
          text: say(
            `The engine refuses the certificate of the proxy ${at} ("${hop.proxyVerdict.subject}").`,
            `引擎拒绝代理 ${at} 的证书（“${hop.proxyVerdict.subject}”）。`,
          ),
          seen: [hop.proxyVerdict.engineText],
          places: [place('proxy')],
          remedies: [
            run(
              say(
                "install the CA that signed it in the system's trust store",
                '把签发它的 CA 安装到系统信任库',
              ),
              ['dockcfg', 'apply', '--system-ca', 'PROXY-CA.pem'],
              'restart',
            ),
            ask(
              say(
                `Please send the CA that signed the certificate of the proxy ${at}.`,
                `请提供签发代理 ${at} 证书的 CA。`,
              ),
            ),
          ] as const,
        },
      ];
    }),
});
