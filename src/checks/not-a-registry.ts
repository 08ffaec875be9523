import { aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** A page where a registry should be. */
export const notARegistry = check({
  code: 'DC4001',
  severity: 'error',
  title: say('A web page answers instead of the registry', '应答的是网页，而不是镜像仓库'),
  about: say(
    "An HTML page came back: the network's captive portal or login page, a proxy's block page, a web server on the same port, or the wrong virtual host. Engines show \"invalid character '<'\" or the page itself.",
    "返回的是 HTML 页面：网络的认证门户或登录页、代理的拦截页、同一端口上的网站，或错误的虚拟主机。引擎会显示 “invalid character '<'” 或页面内容。",
  ),
  ways: [
    say(
      'log in to the network, or ask for the registry to be allowed',
      '先登录网络，或申请放行该仓库',
    ),
    say('correct host, port or path of the registry', '更正仓库的主机、端口或路径'),
  ],
  reads: ['routes'],
  causes: ['DC4040', 'DC3007', 'DC3004', 'DC2016'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter(
        (sight) =>
          !isMirror(sight) &&
          sight.stage !== 'token' &&
          (sight.seen?.page != null || sight.reason === 'NOT_A_MANIFEST'),
      )
      .map((sight) => {
        const { subject, seen, walk } = sight;
        const title = seen?.page ? `"${seen.page}"` : (seen?.contentType ?? '');
        return {
          ...aboutAnswer(sight),
          text: say(
            `${seen?.url ?? subject} answers with a web page (${title}), not as a registry.`,
            `${seen?.url ?? subject} 返回的是页面（${title}），而不是仓库应答。`,
          ),
          remedies: [
            ask(
              say(
                `Please check what answers on ${subject}: a web page comes back (${title}) instead of a registry's answer.`,
                `请检查 ${subject} 上是什么在应答：返回的是页面（${title}）而不是仓库。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
