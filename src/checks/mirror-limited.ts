import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { run, say } from './write.ts';

/** 429 from a mirror. */
export const mirrorLimited = check({
  code: 'DC7010',
  severity: 'warning',
  title: say('The mirror rate-limits this host', '镜像站限制了本机'),
  about: say(
    'The mirror answers 429: too many requests from this address, or the mirror has used up its own pulls from Docker Hub and passes the error on.',
    '镜像站返回 429：来自该地址的请求过多，或镜像站自身在 Docker Hub 的次数已用完并转达给您。',
  ),
  ways: [
    say(
      'use another mirror, or a cache of your own: dockcfg cache install',
      '换用其他镜像站，或自建缓存：dockcfg cache install',
    ),
  ],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter((sight) => isMirror(sight) && sight.seen?.status === 429)
      .map((sight) => {
        const { walk } = sight;
        const wait = sight.seen?.headers['retry-after'];
        return {
          ...aboutAnswer(sight),
          text: say(
            `The mirror ${walk.endpoint.url} answers 429: too many requests${wait ? `, try again in ${wait} s` : ''}.`,
            `镜像站 ${walk.endpoint.url} 返回 429：请求过多${wait ? `，请在 ${wait} 秒后再试` : ''}。`,
          ),
          remedies: [
            withoutMirror(walk.endpoint.url, views.files),
            run(
              say('run a pull-through cache on this host', '在本机运行拉取缓存'),
              ['dockcfg', 'cache', 'install'],
              'reload',
            ),
          ],
        };
      }),
});
