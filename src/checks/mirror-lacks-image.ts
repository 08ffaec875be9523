import type { Said } from '../domain/said.ts';
import { type AnswerSight, aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { lacksHeaders } from './unsent-headers.ts';
import { ask, say } from './write.ts';

/** 404 from a mirror. */
export const mirrorLacksImage = check({
  code: 'DC7003',
  severity: 'warning',
  title: say('The mirror does not have this image', '镜像站没有该镜像'),
  about: say(
    'The mirror answers as a registry but does not have this image: it keeps only what somebody put there, its copy is old, or its URL has a path too many or too few.',
    '镜像站以仓库的方式应答，但没有该镜像：它只保存有人放入的内容、副本过旧，或 URL 多了或少了路径。',
  ),
  ways: [
    say(
      'check the URL of the mirror; a pull-through cache has every image',
      '检查镜像站的 URL；拉取缓存应当拥有所有镜像',
    ),
  ],
  reads: ['routes', 'views'],
  causes: ['DC7008'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          isMirror(sight) &&
          !lacksHeaders(sight) &&
          // A mirror without the layers of an image that it names is in trouble of another kind.
          sight.stage !== 'blob' &&
          ['HTTP_404', 'NO_PLATFORM'].includes(sight.reason) &&
          sight.seen?.page == null,
      )
      .map((sight) => {
        const { url } = sight.walk.endpoint;
        const lacking = lackOf(sight);
        return {
          ...aboutAnswer(sight),
          text: say(
            `The mirror ${url} has no ${lacking.en}.`,
            `镜像站 ${url} 没有 ${lacking['zh-CN']}。`,
          ),
          remedies: [
            withoutMirror(url, views.files),
            ask(
              say(
                `Please check the mirror ${url}: it should have ${lacking.en}, but does not.`,
                `请检查镜像站 ${url}：它应当有 ${lacking['zh-CN']}，却没有。`,
              ),
            ),
          ],
        };
      }),
});

/** An index that is there, with images for other machines only, is no 404. */
function lackOf({ walk: { image }, reason }: AnswerSight): Said {
  return reason === 'NO_PLATFORM'
    ? say(`${image} for this platform`, `适用于本机平台的 ${image}`)
    : say(`${image} (404)`, `${image}（404）`);
}
