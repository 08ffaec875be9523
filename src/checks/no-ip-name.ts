import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** The registry is addressed by its IP, which the certificate does not name. */
export const noIpName = check({
  code: 'DC2012',
  severity: 'error',
  title: say('The certificate does not name the IP address', '证书中没有该 IP 地址'),
  about: say(
    'A registry addressed by its IP address needs a certificate with that address as an IP SAN; DNS names do not count ("doesn\'t contain any IP SANs").',
    "用 IP 访问的仓库，其证书必须以 IP SAN 的形式包含该地址；DNS 名称不算（“doesn't contain any IP SANs”）。",
  ),
  ways: [
    say('address the registry by a name in its certificate', '用证书中的名称访问仓库'),
    say(
      'issue the certificate with the address as an IP SAN',
      '重新签发以 IP SAN 包含该地址的证书',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['no-ip-names']).map((sight) => {
      const { hop, subject, severity, place, verdict, walk } = sight;
      const names = verdict.detail.names ?? '';
      const { reference } =
        walk.endpoint.role === 'mirror' ? { reference: null } : { reference: walk.image };
      const [name] = names.split(', ');
      const renamed = reference && name ? reference.replace(hop.host, name) : null;
      return {
        subject,
        severity,
        text: say(
          `The registry is addressed as ${hop.host}, and its certificate names no IP address (${names || '-'}).`,
          `仓库以 ${hop.host} 访问，而其证书不含任何 IP 地址（${names || '-'}）。`,
        ),
        seen: chainLines(sight),
        places: [place('tls')],
        remedies: [
          ask(
            say(
              `Please issue the certificate of ${hop.host}:${hop.port} with subjectAltName = IP:${hop.host}.`,
              `请为 ${hop.host}:${hop.port} 签发带 subjectAltName = IP:${hop.host} 的证书。`,
            ),
          ),
          ...(renamed
            ? [
                run(say('or use a name that the certificate has', '或改用证书中的名称'), [
                  'docker',
                  'pull',
                  renamed,
                ]),
              ]
            : []),
        ],
      };
    }),
});
