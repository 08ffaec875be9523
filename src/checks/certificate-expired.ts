import { certificateSights, chainLines, dateOf, nameOf } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** Really expired: the clocks agree. */
export const certificateExpired = check({
  code: 'DC2008',
  severity: 'error',
  title: say('A certificate has expired', '证书已过期'),
  about: say(
    "The server's certificate, or one between it and the root, is past its expiry date. If this host's clock is wrong instead, that is reported as the cause.",
    '服务器的证书，或它与根证书之间的某张证书，已过有效期。如果其实是本机时钟错误，会把它列为原因。',
  ),
  ways: [
    say('renew the certificate on the server', '在服务器上续期证书'),
    say(
      "update the system's CA bundle if an old root is what expired",
      '如果过期的是旧的根证书，请更新系统 CA 证书包',
    ),
  ],
  reads: ['routes'],
  causes: ['DC6005'],
  judge: ({ routes }) =>
    certificateSights(routes, ['expired']).map((sight) => {
      const { hop, subject, severity, place, verdict } = sight;
      const until = dateOf(Date.parse(verdict.detail.notAfter ?? ''));
      const isOurs = !sight.chain.some((each) => nameOf(each) === verdict.subject);
      return {
        subject,
        severity,
        text: isOurs
          ? say(
              `The CA "${verdict.subject}", which is installed on this host and signed for ${hop.host}, expired on ${until}.`,
              `本机安装的、为 ${hop.host} 签发证书的 CA“${verdict.subject}”已于 ${until} 过期。`,
            )
          : say(
              `"${verdict.subject}", presented by ${hop.host}, expired on ${until}.`,
              `${hop.host} 出示的“${verdict.subject}”已于 ${until} 过期。`,
            ),
        seen: chainLines(sight),
        places: [place('tls')],
        remedies: [
          ask(
            isOurs
              ? say(
                  `Please send the CA certificate that replaces "${verdict.subject}" (expired on ${until}), and have that CA sign for ${hop.host}:${hop.port}.`,
                  `请提供接替“${verdict.subject}”（已于 ${until} 过期）的 CA，并由它为 ${hop.host}:${hop.port} 签发证书。`,
                )
              : say(
                  `Please renew the certificate "${verdict.subject}" on ${hop.host}:${hop.port}; it expired on ${until}.`,
                  `请为 ${hop.host}:${hop.port} 续期证书“${verdict.subject}”；它已于 ${until} 过期。`,
                ),
          ),
          run(say('check the clock of this host', '核对本机时钟'), ['date', '-u']),
        ],
      };
    }),
});
