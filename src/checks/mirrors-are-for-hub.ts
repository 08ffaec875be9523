import { hubDomain } from '../domain/reference.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** Another registry fails, and the mirrors that are set cannot help it. */
export const mirrorsAreForHub = check({
  code: 'DC5014',
  severity: 'notice',
  title: say('registry-mirrors apply to Docker Hub only', 'registry-mirrors 只对 Docker Hub 有效'),
  about: say(
    'The engine never asks the mirrors in daemon.json for images of other registries (ghcr.io, quay.io, a private one). With the containerd store, each registry can have its own mirrors in certs.d/HOST/hosts.toml; the classic store has no such feature.',
    '其他仓库（ghcr.io、quay.io、私有仓库）的镜像从不会向 daemon.json 中的镜像站请求。使用 containerd 存储时，每个仓库都可以在 certs.d/HOST/hosts.toml 中有自己的镜像站；经典存储没有这种功能。',
  ),
  ways: [
    say(
      'name a mirror for that registry in the profile (containerd store): registries.HOST.mirrors',
      '在配置文件中为该仓库指定镜像站（containerd 存储）：registries.HOST.mirrors',
    ),
    say("or write the mirror's host into the image name", '或在镜像名中直接写镜像站的主机'),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    routes.flatMap(({ route, prediction, hasImage, walks }) => {
      const { domain } = route.reference;
      const alone = walks.every(({ endpoint }) => endpoint.role === 'upstream');
      if (!hasImage || domain === hubDomain || !alone || views.used.mirrors.length === 0) return [];
      if (prediction.outcome !== 'failed') return [];
      const containerd = views.used.engine.store === 'containerd';
      return [
        {
          subject: domain,
          text: say(
            `${domain} fails, and the mirrors ${views.used.mirrors.join(', ')} are not tried for it: they are only for Docker Hub.`,
            `${domain} 失败，而镜像站 ${views.used.mirrors.join('、')} 不会用于它：它们只服务 Docker Hub。`,
          ),
          seen: [`registry-mirrors: ${views.used.mirrors.join(', ')}`],
          places: [],
          remedies: [
            containerd
              ? run(
                  say(
                    `give ${domain} a mirror of its own in a profile: { registries: { "${domain}": { mirrors: ["https://…"] } } }`,
                    `在配置文件中为 ${domain} 指定自己的镜像站：{ registries: { "${domain}": { mirrors: ["https://…"] } } }`,
                  ),
                  ['dockcfg', 'apply', 'PROFILE'],
                )
              : run(say('see the route and the reasons for it', '查看路径及其原因'), [
                  'dockcfg',
                  'explain',
                  route.reference.canonical,
                ]),
          ] as const,
        },
      ];
    }),
});
