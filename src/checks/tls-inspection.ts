import {
  type CertificateSight,
  certificateSights,
  chainLines,
  issuerOf,
} from './certificate-sights.ts';
import { check, type Found } from './contract.ts';
import { inspectorOf, isPublicRegistry } from './inspectors.ts';
import { again, ask, run, say } from './write.ts';

/** Somebody on the way opens TLS and signs anew. */
export const tlsInspection = check({
  code: 'DC2002',
  severity: 'error',
  title: say('TLS is intercepted on the way', 'TLS 在途中被拦截解密'),
  about: say(
    "The certificate is not the registry's own: a proxy or security product on the way decrypts the connection and signs with its own CA. The classic store reads no certs.d directory for Docker Hub, so the CA must go into the system's trust store, and the engine must be restarted, because it loads that store only once.",
    '证书不是仓库自己的：途中的代理或安全产品解密了连接，并用自己的 CA 重新签名。经典存储不会为 Docker Hub 读取 certs.d 目录，因此该 CA 必须安装到系统信任库，并重启引擎（引擎只在启动时加载一次）。',
  ),
  ways: [
    say(
      "install the inspector's root CA in the system's trust store, then restart the engine",
      '把解密方的根 CA 安装到系统信任库，然后重启引擎',
    ),
    say('ask for registries to be exempted from inspection', '申请将镜像仓库排除在 TLS 检查之外'),
  ],
  reads: ['routes'],
  causes: ['DC6014', 'DC2024', 'DC2027', 'DC2028'],
  judge: ({ routes }) => certificateSights(routes, ['unknown-authority']).flatMap(findingOf),
});

function findingOf(sight: CertificateSight): readonly Found[] {
  const { hop, chain, severity, place, walk, subject } = sight;
  const product = inspectorOf(chain);
  if (product === null && !isPublicRegistry(hop.host)) return [];
  const last = chain.at(-1);
  const issuer = last ? issuerOf(last) : '?';
  const who = product ?? issuer;
  return [
    {
      subject,
      severity,
      text: say(
        `The certificate for ${hop.host} was issued by "${issuer}" (${who}), not by a public authority: TLS is intercepted on the way.`,
        `${hop.host} 的证书由“${issuer}”（${who}）签发，而非公共机构：TLS 在途中被拦截解密。`,
      ),
      seen: chainLines(sight),
      places: [place('tls')],
      remedies: [
        run(
          say(
            `get the root CA of ${who} from your network administrator, install it in the system's trust store and restart the engine`,
            `向网络管理员索取 ${who} 的根 CA，安装到系统信任库并重启引擎`,
          ),
          ['dockcfg', 'apply', '--system-ca', 'INSPECTION-CA.pem'],
          'restart',
        ),
        ask(
          say(
            `Please send the root CA of ${who} that inspects TLS, or exempt ${hop.host} from inspection.`,
            `请提供进行 TLS 检查的 ${who} 的根 CA，或将 ${hop.host} 排除在检查之外。`,
          ),
        ),
        again(walk.image),
      ],
    },
  ];
}
