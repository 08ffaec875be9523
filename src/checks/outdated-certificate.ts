import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, say } from './write.ts';

/** Cryptography that this engine no longer takes. */
export const outdatedCertificate = check({
  code: 'DC2014',
  severity: 'error',
  title: say('The certificate uses outdated cryptography', '证书使用了过时的密码算法'),
  about: say(
    'Newer engines are stricter: signatures with SHA-1 are refused since Go 1.18 (Docker 20.10.18), negative serial numbers since Go 1.23 (Docker 28.0), RSA keys below 1024 bits since Go 1.24 (Docker 28.2).',
    '新的引擎比旧的更严格：自 Go 1.18（Docker 20.10.18）起拒绝 SHA-1 签名，自 Go 1.23（Docker 28.0）起拒绝负序列号，自 Go 1.24（Docker 28.2）起拒绝 1024 位以下的 RSA 密钥。',
  ),
  ways: [
    say(
      'reissue the certificate with SHA-256 and a key of 2048 bits or an elliptic curve',
      '使用 SHA-256 和 2048 位密钥或椭圆曲线重新签发证书',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['insecure-signature', 'weak-key', 'negative-serial']).map(
      (sight) => {
        const { hop, subject, severity, place, verdict } = sight;
        const reason = verdict.detail.hint ?? verdict.engineText;
        return {
          subject,
          severity,
          text: say(
            `The engine refuses the certificate chain of ${hop.host} because of its cryptography: ${reason}.`,
            `引擎因密码算法拒绝 ${hop.host} 的证书链：${reason}。`,
          ),
          seen: chainLines(sight),
          places: [place('tls')],
          remedies: [
            ask(
              say(
                `Please reissue the certificate of ${hop.host}:${hop.port} with SHA-256, a positive serial number and a key of at least 2048 bits (${reason}).`,
                `请为 ${hop.host}:${hop.port} 重新签发使用 SHA-256、正序列号和至少 2048 位密钥的证书（${reason}）。`,
              ),
            ),
          ],
        };
      },
    ),
});
