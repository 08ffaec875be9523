import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { ask, run, say } from './write.ts';

/** A CA of the right name is installed, with another key. */
export const staleCa = check({
  code: 'DC2007',
  severity: 'error',
  title: say('The installed CA is an older one with the same name', '已安装的 CA 是同名的旧版本'),
  about: say(
    'A CA certificate with the issuer\'s name is trusted, but its key did not sign this certificate: the CA was recreated, and this host still has the old one ("possibly because of … while trying to verify candidate authority certificate").',
    '已信任一个与签发机构同名的 CA，但签名不是由它的密钥生成的：CA 已经重新制作，而本机仍是旧的（“possibly because of … while trying to verify candidate authority certificate”）。',
  ),
  ways: [say('replace the old CA file with the new one', '用新的 CA 文件替换旧的')],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight) => {
      const { verdict, hop, subject, severity, place, walk } = sight;
      const { candidate, hint } = verdict.detail;
      if (candidate === undefined) return [];
      const held = walk.endpoint.trust.sources.filter(({ kind, pem }) => kind === 'file' && pem);
      const paths = held.map(({ path }) => path);
      const host = hop.host;
      return [
        {
          subject,
          severity,
          text: say(
            `A CA named "${candidate}" is trusted, but a different key signed the certificate of ${host}.`,
            `已信任名为“${candidate}”的 CA，但它的密钥并不是签发 ${host} 证书的密钥。`,
          ),
          seen: [`${candidate}: ${hint}`, ...paths, ...chainLines(sight)],
          places: [place('tls')],
          remedies: [
            run(say('replace the old CA with the new one', '用新的 CA 替换旧的'), [
              'dockcfg',
              'apply',
              '--ca',
              `${subject}=NEW-CA.pem`,
            ]),
            ask(
              say(
                `Please send the current CA certificate "${candidate}" for ${host}; the one installed here no longer matches.`,
                `请提供 ${host} 当前使用的 CA 证书“${candidate}”；此处安装的已不匹配。`,
              ),
            ),
          ],
        },
      ];
    }),
});
