import type { Said } from '../domain/said.ts';
import { type AnswerSight, aboutAnswer, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, run, say } from './write.ts';

/** The token server answers, and gives no token. */
export const noToken = check({
  code: 'DC4012',
  severity: 'error',
  title: say('The token server gives no token', '令牌服务器没有给出令牌'),
  about: say(
    'The engine asked for a pull token and got something else: a refusal (private repositories require a login), an error, or a portal page ("authorization server did not include a token in the response").',
    '引擎请求拉取所需的令牌，却得到了其他内容：拒绝（私有仓库需要登录）、错误，或门户页面（“authorization server did not include a token in the response”）。',
  ),
  ways: [
    say(
      'log in if the repository is private: docker login HOST',
      '如果是私有仓库，请登录：docker login HOST',
    ),
    say('check what answers at the token URL', '检查令牌地址上是什么在应答'),
  ],
  reads: ['routes'],
  causes: ['DC4010'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.stage === 'token')
      .filter(({ reason }) => !['NO_CREDENTIALS', 'NO_WAY', 'DEADLINE'].includes(reason))
      .filter(({ seen }) => seen?.status !== 429)
      .map((sight) => {
        const { subject, seen, walk, reason } = sight;
        const denied = seen?.status === 401 || seen?.status === 403;
        const { domain } = sight.route.route.reference;
        return {
          ...aboutAnswer(sight),
          text: denied ? refusal(sight) : silence(sight),
          remedies: denied
            ? [
                run(say('log in, as the user who pulls', '以拉取镜像的用户登录'), [
                  'docker',
                  'login',
                  domain,
                ]),
                again(walk.image),
              ]
            : [
                ask(
                  say(
                    `Please check the token server of ${subject}: GET ${seen?.url ?? ''} gives no token (${reason}).`,
                    `请检查 ${subject} 的令牌服务器：GET ${seen?.url ?? ''} 没有给出令牌（${reason}）。`,
                  ),
                ),
                again(walk.image),
              ],
        };
      }),
});

/** One field of the wrong type spoils the whole answer for a program in Go. */
function silence({ subject, walk, reason }: AnswerSight): Said {
  const field = walk.token.kind === 'saw' ? (walk.token.data.unreadable ?? 'json') : 'json';
  return field === 'json'
    ? say(
        `The token server of ${subject} gives no token: ${reason}.`,
        `${subject} 的令牌服务器没有给出令牌：${reason}。`,
      )
    : say(
        `The token server of ${subject} answers, but the engine cannot read it: its ${field} has the wrong type.`,
        `${subject} 的令牌服务器有应答，但引擎无法读取：其中的 ${field} 类型不对。`,
      );
}

function refusal({ subject, seen, walk }: AnswerSight): Said {
  const withLogin = walk.token.kind === 'saw' && walk.token.data.withLogin;
  const status = seen?.status ?? 0;
  return withLogin
    ? say(
        `The token server of ${subject} refuses the login that is stored for it (${status}): the password is no longer valid, or the user may not pull this.`,
        `${subject} 的令牌服务器拒绝了已保存的登录信息（${status}）：密码已失效，或该用户无权拉取。`,
      )
    : say(
        `The token server of ${subject} refuses an anonymous token (${status}).`,
        `${subject} 的令牌服务器拒绝发放匿名令牌（${status}）。`,
      );
}
