import { aboutAnswer, answerLines, answerSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** GET gives the manifest, HEAD does not, and containerd goes by HEAD. */
export const headRefused = check({
  code: 'DC4005',
  severity: 'error',
  title: say('The registry refuses HEAD requests', '仓库拒绝 HEAD 请求'),
  about: say(
    'The registry serves the manifest to GET, but refuses HEAD. The containerd store begins with HEAD, and only a 405 makes it try GET; the classic store tries GET whatever the answer was. Probably a gateway or web application firewall in front of the registry allows only some methods.',
    '用 GET 能取得清单，而 HEAD 被拒绝。containerd 存储先发 HEAD，只有 405 才会改用 GET；经典存储则无论应答如何都会再用 GET。仓库前面的网关或 Web 防火墙只放行部分方法。',
  ),
  ways: [say('allow HEAD requests to /v2/', '放行对 /v2/ 的 HEAD 请求')],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(({ reason }) => reason === 'HEAD_REFUSED')
      .map((sight) => {
        const { subject, walk, seen } = sight;
        return {
          ...aboutAnswer(sight),
          text: say(
            `${subject} serves the manifest to GET but answers HEAD with ${seen?.status}; this engine's store relies on HEAD.`,
            `${subject} 用 GET 能取得清单，对 HEAD 却返回 ${seen?.status}；本引擎的存储以 HEAD 为准。`,
          ),
          seen: [...answerLines(sight), `GET ${seen?.url} → 200`],
          remedies: [
            ask(
              say(
                `Please allow HEAD requests to the registry on ${subject}: HEAD ${seen?.url} answers ${seen?.status}, GET answers 200.`,
                `请在 ${subject} 上放行对仓库的 HEAD 请求：HEAD ${seen?.url} 返回 ${seen?.status}，GET 返回 200。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
