import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { run, say } from './write.ts';

/** A parked domain, a portal, or a shop where the mirror was. */
export const mirrorIsAPage = check({
  code: 'DC7006',
  severity: 'warning',
  title: say('The mirror is only a web page', '镜像站只是一个网页'),
  about: say(
    'The mirror\'s address answers with a web page: the service has ended and its domain is parked, or it was never a mirror. In the containerd store a page with status 200 breaks the pull ("unexpected media type text/html").',
    '镜像站的地址返回网页：服务已停止、域名被停放，或它从来不是镜像站。在 containerd 存储中，状态为 200 的网页会使拉取失败（“unexpected media type text/html”）。',
  ),
  ways: [say('remove it from registry-mirrors', '将其从 registry-mirrors 中移除')],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          isMirror(sight) &&
          (sight.seen?.page != null || ['HTML', 'NOT_A_MANIFEST'].includes(sight.reason)),
      )
      .map((sight) => {
        const { walk, seen } = sight;
        const title = seen?.page ? `"${seen.page}"` : (seen?.contentType ?? '');
        return {
          ...aboutAnswer(sight),
          text: say(
            `The mirror ${walk.endpoint.url} answers with a web page (${title}).`,
            `镜像站 ${walk.endpoint.url} 返回的是页面（${title}）。`,
          ),
          remedies: [
            withoutMirror(walk.endpoint.url, views.files),
            run(say('find one that works', '寻找可用的镜像站'), ['dockcfg', 'mirrors', 'rank']),
          ],
        };
      }),
});
