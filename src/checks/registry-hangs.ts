import type { Said } from '../domain/said.ts';
import { type AnswerSight, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { subjectOf } from './sights.ts';
import { stagesOf } from './stages.ts';
import { again, ask, say } from './write.ts';

/** Connected, asked, and no answer. */
export const registryHangs = check({
  code: 'DC4004',
  severity: 'error',
  title: say('The registry does not answer the request', '仓库没有应答请求'),
  about: say(
    'The connection was made and the request sent, but no answer came in time. The engine waits longer than dockcfg: the classic store gives up after 15 seconds for GET /v2/ and for a token, and never for other requests; the containerd store gives up after 30 seconds. So a pull from a registry that answered other requests may still work, slowly.',
    '连接已建立，请求也已发送，但没有及时应答。引擎比 dockcfg 等得更久：经典存储请求 /v2/ 或令牌时 15 秒后放弃，其他请求则一直等待；containerd 存储在 30 秒后放弃。因此，此前有过应答的仓库也许仍能拉取，只是很慢。',
  ),
  ways: [say('check the registry: it is overloaded or stuck', '检查仓库：可能过载或卡死')],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.reason === 'DEADLINE' && sight.stage !== 'blob')
      .map((sight) => {
        const { subject, severity, stage, place, walk } = sight;
        const server = serverOf(sight);
        return {
          subject,
          severity: severity === 'error' && answeredBefore(sight) ? 'warning' : severity,
          text: textOf(sight, server),
          seen: [`${stage}: no answer within ${secondsIn(sight)} s`],
          places: [place(stage)],
          remedies: [
            ask(
              say(
                `Please check ${server}: requests (${stage}) get no answer within ${secondsIn(sight)} seconds.`,
                `请检查 ${server}：请求（${stage}）在 ${secondsIn(sight)} 秒内得不到应答。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});

function textOf(sight: AnswerSight, server: string): Said {
  const { stage } = sight;
  const seconds = secondsIn(sight);
  return answeredBefore(sight)
    ? say(
        `${server} has not answered the request (${stage}) within ${seconds} seconds. The engine waits longer, so a pull may still work.`,
        `${server} 在 ${seconds} 秒内没有应答请求（${stage}）。引擎会等待更久，因此拉取仍有可能成功。`,
      )
    : say(
        `${server} accepts the request (${stage}) but does not answer it.`,
        `${server} 收下了请求（${stage}）却没有应答。`,
      );
}

/** Whoever answers some requests is at work, and may be slow; who answers none is not. */
function answeredBefore({ walk }: AnswerSight): boolean {
  return [walk.v2, walk.token, walk.manifest].some(({ kind }) => kind === 'saw');
}

/** A token server can be another host than the registry. */
function serverOf({ stage, walk, subject }: AnswerSight): string {
  const hop = walk.hops.findLast(({ role }) => role === stage);
  return hop ? subjectOf(hop) : subject;
}

function secondsIn({ walk, stage }: AnswerSight): number {
  const ms = stagesOf(walk).find((state) => state.stage === stage)?.ms ?? 0;
  return Math.round(ms / 1_000);
}
