import { check } from './contract.ts';
import { mirrorSights, withoutMirror } from './mirror-sights.ts';
import { run, say } from './write.ts';

/** A mirror that wants `docker.io/` in front of every name. */
export const prefixMirror = check({
  code: 'DC7008',
  severity: 'warning',
  title: say('The mirror serves images only under a prefix', '镜像站只在前缀之下提供镜像'),
  about: say(
    "This service has Docker Hub's images as docker.io/NAME. The engine asks mirrors for NAME, so in registry-mirrors the service never serves anything. Use it with the prefix in image names or, if the mirror accepts a path, with the prefix in its URL.",
    '该服务以 docker.io/NAME 的名称提供 Docker Hub 的镜像。而引擎向镜像站请求的是 NAME，因此写在 registry-mirrors 中永远不起作用；可以在镜像名中写上前缀使用；如果该镜像站支持路径，也可以把前缀写进它的 URL。',
  ),
  ways: [
    say(
      'use it as HOST/docker.io/IMAGE, and remove it from registry-mirrors',
      '以 HOST/docker.io/IMAGE 的形式使用，并从 registry-mirrors 中移除',
    ),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    mirrorSights(routes)
      .filter(({ walk }) => walk.prefixed === 200)
      .map(({ walk, subject, severity, failed, place, route }) => {
        const { reference } = route.route;
        return {
          subject,
          severity,
          text: say(
            `The mirror ${walk.endpoint.url} has ${reference.path} only under docker.io/, where the engine does not look.`,
            `镜像站 ${walk.endpoint.url} 只在 docker.io/ 之下提供 ${reference.path}，而引擎不会到那里查找。`,
          ),
          seen: [`${reference.path}: ${failed.reason}`, `docker.io/${reference.path}: 200`],
          places: [place(failed.stage)],
          remedies: [
            withoutMirror(walk.endpoint.url, views.files),
            run(say('use it by name', '按名称使用'), [
              'docker',
              'pull',
              `${subject}/docker.io/${reference.path}:${reference.tag ?? 'latest'}`,
            ]),
          ],
        };
      }),
});
