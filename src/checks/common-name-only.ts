import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** A certificate of the old kind: the name only in the common name. */
export const commonNameOnly = check({
  code: 'DC2011',
  severity: 'error',
  title: say(
    'The certificate has its name only in the common name',
    '证书的名称只写在 Common Name 中',
  ),
  about: say(
    'Since 20.10.8 engines look only at subject alternative names; a certificate without any is refused ("relies on legacy Common Name field, use SANs instead").',
    '20.10.8 起的引擎只看主题备用名称（SAN）；没有 SAN 的证书会被拒绝（“relies on legacy Common Name field, use SANs instead”）。',
  ),
  ways: [say('reissue the certificate with subjectAltName', '重新签发带 subjectAltName 的证书')],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['common-name-only']).map((sight) => {
      const { hop, subject, severity, place } = sight;
      return {
        subject,
        severity,
        text: say(
          `The certificate of ${hop.host} has its name only in the common name; the engine requires it as a subject alternative name.`,
          `${hop.host} 的证书只在 Common Name 中写有名称；引擎要求它出现在主题备用名称中。`,
        ),
        seen: chainLines(sight),
        places: [place('tls')],
        remedies: [
          ask(
            say(
              `Please reissue the certificate of ${hop.host}:${hop.port} with subjectAltName = DNS:${hop.host}.`,
              `请为 ${hop.host}:${hop.port} 重新签发带 subjectAltName = DNS:${hop.host} 的证书。`,
            ),
          ),
          run(
            say(
              'create a signing request with the right name, for whoever signs it',
              '生成含正确名称的签发请求，交给签发者',
            ),
            [
              'openssl',
              'req',
              '-new',
              '-key',
              'server.key',
              '-subj',
              `/CN=${hop.host}`,
              '-addext',
              `subjectAltName=DNS:${hop.host}`,
              '-out',
              'server.csr',
            ],
          ),
        ],
      };
    }),
});
