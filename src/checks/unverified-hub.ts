import { hubHost } from '../domain/endpoint.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** An insecure entry switches off the verification of Docker Hub itself. */
export const unverifiedHub = check({
  code: 'DC2021',
  severity: 'error',
  title: say("Docker Hub's certificate is not verified", 'Docker Hub 的证书不会被校验'),
  about: say(
    'In the containerd store Docker Hub and its mirrors share one client. An entry in insecure-registries that covers a mirror (even a dead one), or a network that covers the address of Docker Hub, switches verification off for all of them: whoever stands on the way can then serve any image as if it came from Docker Hub. Measured on 28.5 and 29.7.',
    '在 containerd 存储中，Docker Hub 与其加速镜像共用一个客户端。insecure-registries 中涵盖某个加速镜像（即便它已失效）的条目，或涵盖 Docker Hub 地址的网段，会关闭所有端点的证书校验：途中的任何人都可以冒充 Docker Hub 提供任意镜像。已在 28.5 和 29.7 上实测。',
  ),
  ways: [
    say(
      'remove the mirror from insecure-registries and install its CA in certs.d/docker.io instead',
      '从 insecure-registries 中移除该加速镜像，改为在 certs.d/docker.io 中安装其 CA',
    ),
    say(
      'narrow the network so that it covers internal registries only',
      '缩小网段，使其只涵盖内部仓库',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    routes.flatMap(({ route, walks }) => {
      const hub = route.endpoints.find(
        ({ host, scheme, trust }) => host === hubHost && scheme === 'https' && !trust.verify,
      );
      if (!hub) return [];
      const seen = walks.find(({ endpoint }) => endpoint.url === hub.url)?.hops[0];
      const verified = seen?.verdict
        ? [`presented: ${seen.verdict.subject}, accepted unverified`]
        : [];
      return [
        {
          subject: hubHost,
          text: say(
            `Pulls from Docker Hub accept any certificate: ${hub.trust.reason.en}.`,
            `从 Docker Hub 拉取时会接受任何证书：${hub.trust.reason['zh-CN']}。`,
          ),
          seen: [hub.trust.reason.en, ...verified],
          places: [],
          remedies: [
            run(
              say(
                'take the covering entry out of insecure-registries',
                '从 insecure-registries 中移除涵盖它的条目',
              ),
              ['dockcfg', 'apply', '--remove-insecure-registry', 'ENTRY'],
              'reload',
            ),
            run(say('see each entry and where it is written', '查看各条目及其所在位置'), [
              'dockcfg',
              'show',
              'insecure-registries',
            ]),
          ],
        },
      ];
    }),
});
