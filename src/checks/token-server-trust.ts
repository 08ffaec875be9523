import { certificateSights, chainLines } from './certificate-sights.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** Up to 29.4 the containerd store does not take the registry's CA to the token server. */
export const tokenServerTrust = check({
  code: 'DC2022',
  severity: 'error',
  title: say(
    "For the token server, this engine trusts only the system's certificates",
    '该引擎访问令牌服务器时只使用系统证书',
  ),
  about: say(
    "Up to 29.4 the containerd store fetches tokens with a separate client, which ignores the registry's CA, client certificate and insecure settings (moby#51080; measured on 28.5). 29.5 fixes it.",
    '直到 29.4，containerd 存储都用单独的客户端获取令牌：仓库的 CA、客户端证书和不安全设置对令牌服务器无效（moby#51080；在 28.5 上实测）。29.5 已修复。',
  ),
  ways: [
    say('upgrade the engine to 29.5 or later', '把引擎升级到 29.5 或更高版本'),
    say(
      "until then, install the CA in the system's trust store and restart the engine",
      '在此之前，把 CA 安装到系统信任库并重启引擎',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    certificateSights(routes, ['unknown-authority']).flatMap((sight) => {
      const { hop, walk, severity, place, subject } = sight;
      if (hop.role !== 'token' || !walk.endpoint.tokenTrust) return [];
      return [
        {
          subject,
          severity,
          text: say(
            `The token server ${hop.host} is verified only against the system's certificates, a bug of the containerd store before 29.5; what is configured for ${walk.endpoint.host} has no effect there.`,
            `令牌服务器 ${hop.host} 只按系统证书校验，这是 29.5 之前 containerd 存储的缺陷；为 ${walk.endpoint.host} 所做的配置在这里不起作用。`,
          ),
          seen: chainLines(sight),
          places: [place('tls')],
          remedies: [
            run(
              say("install the CA in the system's trust store", '把 CA 安装到系统信任库'),
              ['dockcfg', 'apply', '--system-ca', 'CA.pem'],
              'restart',
            ),
          ],
        },
      ];
    }),
});
