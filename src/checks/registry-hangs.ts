import { answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** Connected, asked, and no answer. */
export const registryHangs = check({
  code: 'DC4004',
  severity: 'error',
  title: say('The registry does not answer the request', '仓库没有应答请求'),
  about: say(
    'The connection stands and the request was sent, but no answer came. The engine gives up after 15 seconds (classic store) or 30 (containerd store).',
    '连接已建立，请求也已发送，但没有应答。引擎会在 15 秒（经典存储）或 30 秒（containerd 存储）后放弃。',
  ),
  ways: [say('look at the registry: it is overloaded or stuck', '检查仓库：可能过载或卡死')],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.reason === 'DEADLINE' && sight.stage !== 'blob')
      .map(({ subject, severity, stage, place, walk }) => ({
        subject,
        severity,
        text: say(
          `${subject} takes the request (${stage}) and does not answer it.`,
          `${subject} 收下了请求（${stage}）却没有应答。`,
        ),
        seen: [`${stage}: no answer in time`],
        places: [place(stage)],
        remedies: [
          ask(
            say(
              `Please look at the registry on ${subject}: requests (${stage}) stay unanswered.`,
              `请检查 ${subject} 上的仓库：请求（${stage}）得不到应答。`,
            ),
          ),
          again(walk.image),
        ],
      })),
});
