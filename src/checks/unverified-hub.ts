import { hubHost } from '../domain/endpoint.ts';
import type { Remedy } from '../domain/finding.ts';
import { joinHostPort } from '../domain/host-port.ts';
import { isInsecure } from '../domain/insecure.ts';
import type { EngineView } from '../domain/view.ts';
import { check } from './contract.ts';
import { insecureChange } from './desired.ts';
import type { RouteSeen } from './evidence.ts';
import { dockcfg, leading, run, say } from './write.ts';

/** An insecure entry switches off the verification of Docker Hub itself. */
export const unverifiedHub = check({
  code: 'DC2021',
  severity: 'error',
  title: say("Docker Hub's certificate is not verified", 'Docker Hub 的证书不会被校验'),
  about: say(
    'In the containerd store Docker Hub and its mirrors share one client. An entry in insecure-registries that covers a mirror (even a dead one), or a network that covers the address of Docker Hub, switches off verification for all of them: anybody on the network path can then serve any image as if it came from Docker Hub. Measured on 28.5 and 29.7.',
    '在 containerd 存储中，Docker Hub 与其镜像站共用一个客户端。insecure-registries 中涵盖某个镜像站（即便它已失效）的条目，或涵盖 Docker Hub 地址的网段，会关闭所有端点的证书校验：途中的任何人都可以冒充 Docker Hub 提供任意镜像。已在 28.5 和 29.7 上实测。',
  ),
  ways: [
    say(
      'remove the mirror from insecure-registries and install its CA in certs.d/docker.io instead',
      '从 insecure-registries 中移除该镜像站，改为在 certs.d/docker.io 中安装其 CA',
    ),
    say(
      'narrow the network so that it covers internal registries only',
      '缩小网段，使其只涵盖内部仓库',
    ),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
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
          remedies: leading(
            withoutEntries(coveringEntries({ route, walks }, views.used)),
            run(say('see each entry and where it is set', '查看各条目及其所在位置'), [
              'dockcfg',
              'show',
              'insecure-registries',
            ]),
          ),
        },
      ];
    }),
});

/** Entries that exempt any endpoint of the route: each of them exempts all. */
function coveringEntries(
  { route, walks }: Pick<RouteSeen, 'route' | 'walks'>,
  { insecure, engine: { version } }: EngineView,
): readonly string[] {
  return insecure.filter((entry) =>
    route.endpoints.some(({ url, host, port }) => {
      const names = [new URL(url).host, joinHostPort(host, port)];
      const hop = walks.find(({ endpoint }) => endpoint.url === url)?.hops[0];
      const addresses = hop?.dns.kind === 'saw' ? hop.dns.data.addresses : [];
      const by = names.map((name) => isInsecure(name, { entries: [entry], version }, addresses).by);
      return by.includes(entry);
    }),
  );
}

function withoutEntries(entries: readonly string[]): readonly Remedy[] {
  if (entries.length === 0) return [];
  const shown = entries.join(', ');
  const flags = entries.flatMap((entry) => ['--remove-insecure-registry', entry]);
  const text = say(
    `remove ${shown} from insecure-registries; for a mirror with its own CA, install that CA in certs.d/docker.io`,
    `从 insecure-registries 中移除 ${shown}；使用自有 CA 的镜像站，请把其 CA 放入 certs.d/docker.io`,
  );
  const desired = insecureChange({ remove: entries });
  return [dockcfg(text, { command: ['dockcfg', 'apply', ...flags], risk: 'reload', desired })];
}
