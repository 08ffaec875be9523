import { aboutAnswer, answerLines, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { withoutMirror } from './mirror-sights.ts';
import { ask, say } from './write.ts';

/** 5xx, silence, or something else that is no answer. */
export const mirrorAiling = check({
  code: 'DC7004',
  severity: 'warning',
  title: say('The mirror is failing', '镜像站出现故障'),
  about: say(
    'The mirror can be reached, but requests fail on its side: errors, no answer in time, or answers that are cut off.',
    '镜像站存在，但请求在它那一侧失败：错误、超时没有应答，或应答中断。',
  ),
  ways: [say('remove it until it works again', '在恢复之前将其移除')],
  reads: ['routes', 'views'],
  judge: ({ routes, views }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          isMirror(sight) &&
          sight.stage !== 'blob' &&
          isTrouble(sight.reason, sight.seen?.status ?? 0),
      )
      .map((sight) => {
        const { stage, walk, reason } = sight;
        return {
          ...aboutAnswer(sight),
          text:
            reason === 'DEADLINE'
              ? say(
                  `The mirror ${walk.endpoint.url} has not answered in time (${stage}). The engine waits longer, so pulls are slow at best.`,
                  `镜像站 ${walk.endpoint.url} 没有及时应答（${stage}）。引擎会等待更久，因此拉取至少会变慢。`,
                )
              : say(
                  `The mirror ${walk.endpoint.url} fails on its side (${stage}: ${reason}).`,
                  `镜像站 ${walk.endpoint.url} 自身出现故障（${stage}：${reason}）。`,
                ),
          seen: [`${stage}: ${reason}`, ...answerLines(sight)],
          remedies: [
            withoutMirror(walk.endpoint.url, views.files),
            ask(
              say(
                `Please look at the mirror ${walk.endpoint.url}: ${stage} fails with ${reason}.`,
                `请检查镜像站 ${walk.endpoint.url}：${stage} 失败，${reason}。`,
              ),
            ),
          ],
        };
      }),
});

function isTrouble(reason: string, status: number): boolean {
  if (reason === 'DEADLINE' || reason === 'HPE' || /^UND_ERR|^ECONNRESET/.test(reason)) return true;
  return status >= 500 || reason === 'NO_TOKEN' || reason === 'NO_CHALLENGE';
}
