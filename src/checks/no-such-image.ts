import { aboutAnswer, manifestSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { lacksHeaders } from './unsent-headers.ts';
import { again, run, say } from './write.ts';

/** 404 for the manifest: repository or tag are not there. */
export const noSuchImage = check({
  code: 'DC4015',
  severity: 'error',
  title: say('The registry has no such image', '仓库中没有该镜像'),
  about: say(
    'The registry can be reached, but has no repository or tag of this name. A name belongs to Docker Hub unless its first part contains a dot or a colon, or is localhost.',
    '到仓库的路径没有问题，但仓库中没有这个名称的镜像或标签。镜像名的第一部分如果不含点或冒号、也不是 localhost，就属于 Docker Hub。',
  ),
  ways: [say('correct the name or the tag', '更正镜像名或标签')],
  reads: ['routes'],
  judge: ({ routes }) =>
    manifestSights(routes, 'HTTP_404')
      .filter((sight) => !lacksHeaders(sight))
      .map((sight) => {
        const { walk, route, seen } = sight;
        const { reference } = route.route;
        const repository = seen?.errors.some(({ code }) => code === 'NAME_UNKNOWN');
        return {
          ...aboutAnswer(sight),
          subject: walk.image,
          text: repository
            ? say(
                `${reference.domain} has no repository ${reference.path}.`,
                `${reference.domain} 没有名为 ${reference.path} 的仓库。`,
              )
            : say(
                `${reference.domain} has no ${reference.path} with ${reference.digest ?? `the tag ${reference.tag}`}.`,
                `${reference.domain} 的 ${reference.path} 没有${reference.digest ?? `标签 ${reference.tag}`}。`,
              ),
          remedies: [
            run(say('see how the name is read', '查看该名称如何被解析'), [
              'dockcfg',
              'explain',
              walk.image,
            ]),
            again(walk.image),
          ],
        };
      }),
});
