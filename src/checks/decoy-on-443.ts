import { check } from './contract.ts';
import { placeOf, subjectOf } from './sights.ts';
import { greets } from './weight.ts';
import { run, say } from './write.ts';

/** The registry is on plain HTTP, and something else answers HTTPS first. */
export const decoyOn443 = check({
  code: 'DC4040',
  severity: 'error',
  title: say(
    'Something else answers HTTPS before the registry is tried',
    'HTTPS 上应答的是其他服务，仓库没有被尝试',
  ),
  about: say(
    'For an insecure registry the engine tries HTTPS first, and plain HTTP only if that fails to connect. If a web server on the same host answers HTTPS, for example with 404, the attempt ends there, and the registry on HTTP is never asked.',
    '对不安全仓库，引擎先尝试 HTTPS，只有连接失败时才使用明文 HTTP。如果同一主机上有网站在 HTTPS 上应答（例如返回 404），尝试即告结束，HTTP 上的仓库不会被询问。',
  ),
  ways: [
    say(
      'address the registry with its port, or move the web server',
      '在镜像名中写明仓库端口，或迁移该网站',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    routes.flatMap(({ walks, hasImage, prediction, route }) => {
      if (hasImage && prediction.outcome === 'pulled') return [];
      const plain = walks.find((walk) => walk.endpoint.fallback && greets(walk));
      const secure = walks.find(
        ({ endpoint }) => endpoint.host === plain?.endpoint.host && !endpoint.fallback,
      );
      if (!plain || !secure || greets(secure)) return [];
      const first = secure.v2.kind === 'saw' ? secure.v2 : secure.manifest;
      if (first.kind !== 'saw') return [];
      const { status, url } = first.data;
      return [
        {
          subject: subjectOf(secure.endpoint),
          text: say(
            `${secure.endpoint.url} answers ${status} and is not a registry, so the registry on ${plain.endpoint.url} is not tried.`,
            `${secure.endpoint.url} 返回 ${status} 且不是仓库，因此不会再尝试 ${plain.endpoint.url} 上的仓库。`,
          ),
          seen: [`${url} → ${status}`, `${plain.endpoint.url}/v2/ answers as a registry`],
          places: [placeOf(secure, 'v2')],
          remedies: [
            run(say('address the registry with its own port', '在镜像名中写明仓库自己的端口'), [
              'docker',
              'pull',
              route.reference.canonical.replace(
                route.reference.domain,
                `${plain.endpoint.host}:${plain.endpoint.port}`,
              ),
            ]),
          ] as const,
        },
      ];
    }),
});
