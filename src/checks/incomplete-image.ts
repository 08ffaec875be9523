import { aboutAnswer, answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** The tag is there; the manifest it leads to is not. */
export const incompleteImage = check({
  code: 'DC4006',
  severity: 'error',
  title: say('The image in the registry is incomplete', '仓库中的镜像不完整'),
  about: say(
    'The registry knows the tag, but the manifest behind it (often the one for this platform) is missing: an upload or copy was cut short, a garbage collection removed too much, or a cache could not fetch the rest.',
    '标签存在，而其背后的清单（往往是本平台的那一份）缺失：上传或复制中断、垃圾回收删多了，或缓存没能取到其余部分。',
  ),
  ways: [
    say('push or copy the image again, with all its platforms', '重新推送或复制该镜像及其所有平台'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(({ reason }) => reason === 'INCOMPLETE')
      .map((sight) => {
        const { subject, walk, seen } = sight;
        return {
          ...aboutAnswer(sight),
          text: say(
            `${subject} knows ${walk.image}, but not the manifest that it refers to (${seen?.url}).`,
            `${subject} 有 ${walk.image}，却没有它所指向的清单（${seen?.url}）。`,
          ),
          remedies: [
            ask(
              say(
                `Please push ${walk.image} again to ${subject}: ${seen?.url} answers ${seen?.status}.`,
                `请将 ${walk.image} 重新推送到 ${subject}：${seen?.url} 返回 ${seen?.status}。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
