import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** 5xx from the registry itself. */
export const registryOutage = check({
  code: 'DC4003',
  severity: 'error',
  title: say('The registry reports an error of its own', '仓库自身报告错误'),
  about: say(
    'The registry, or the proxy in front of it, answers with a 5xx status: an outage, an upgrade, or a full disk on that side. Nothing on this host can repair it.',
    '仓库或其前面的代理返回 5xx：对方发生故障、正在升级或磁盘已满。本机无法修复。',
  ),
  ways: [
    say('wait, and check the status page of the registry', '稍后再试，并查看仓库的状态页'),
    say('pull from a mirror in the meantime', '在此期间从镜像站拉取'),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          !isMirror(sight) &&
          sight.reason !== 'HEAD_REFUSED' &&
          sight.stage !== 'blob' &&
          (sight.seen?.status ?? 0) >= 500 &&
          sight.seen?.page == null,
      )
      .map((sight) => {
        const { subject, seen, walk } = sight;
        return {
          ...aboutAnswer(sight),
          text: say(
            `${seen?.url} answers ${seen?.status}: the fault is on that side.`,
            `${seen?.url} 返回 ${seen?.status}：问题出在对方。`,
          ),
          remedies: [
            ask(
              say(
                `Please check the registry on ${subject}: ${seen?.method} ${seen?.url} answers ${seen?.status}.`,
                `请检查 ${subject} 上的仓库：${seen?.method} ${seen?.url} 返回 ${seen?.status}。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
