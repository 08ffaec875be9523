import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** `/v2/` does not answer as a registry does, without being a page. */
export const noRegistryHere = check({
  code: 'DC4002',
  severity: 'error',
  title: say('No registry answers at this address', '该地址没有镜像仓库应答'),
  about: say(
    'A registry answers /v2/ with 200, or with 401 and a challenge that says where to log in. Anything else means that this is not the address of a registry, that something in front of it swallows the path, or that it is misconfigured.',
    '仓库会对 /v2/ 返回 200，或返回 401 并带有说明登录位置的质询。其他应答意味着该地址不是仓库、前面的设备吞掉了路径，或配置有误。',
  ),
  ways: [
    say(
      'correct host, port and path; check the reverse proxy in front of the registry',
      '更正主机、端口和路径；检查仓库前的反向代理',
    ),
  ],
  reads: ['routes'],
  causes: ['DC4040'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          !isMirror(sight) &&
          (sight.stage === 'v2' || sight.reason === 'NO_CHALLENGE') &&
          sight.seen?.page === null,
      )
      .filter(({ seen }) => (seen?.status ?? 0) < 500 && seen?.status !== 429)
      .map((sight) => {
        const { subject, seen, walk, reason } = sight;
        const what =
          reason === 'NO_CHALLENGE'
            ? say('401 without a challenge', '401 且没有质询')
            : say(String(seen?.status), String(seen?.status));
        return {
          ...aboutAnswer(sight),
          text: say(
            `${seen?.url} answers ${what.en}, which is not how a registry answers.`,
            `${seen?.url} 返回 ${what['zh-CN']}，这不是仓库的应答。`,
          ),
          remedies: [
            ask(
              say(
                `Please check the registry on ${subject}: ${seen?.method} ${seen?.url} answers ${what.en}; it should answer 200, or 401 with WWW-Authenticate.`,
                `请检查 ${subject} 上的仓库：${seen?.method} ${seen?.url} 返回 ${what['zh-CN']}；应为 200，或带 WWW-Authenticate 的 401。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
