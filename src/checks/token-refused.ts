import { aboutAnswer, answerLines, answerSights, isMirror } from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, say } from './write.ts';

/** The token server and the registry do not agree about tokens. */
export const tokenRefused = check({
  code: 'DC4008',
  severity: 'error',
  title: say(
    'The registry refuses the token that its own token server issued',
    '仓库拒绝其令牌服务器签发的令牌',
  ),
  about: say(
    'The token server that the registry names issued a token, and the registry then refused it as invalid ("invalid_token"): the two disagree about the service name or the signing key, a load balancer leads to a registry of another installation, or the clock of one of them is wrong. A login does not help.',
    '按仓库的要求申请并获得了令牌，随后令牌却被判为无效（“invalid_token”）：两者的服务名或签名密钥不一致，负载均衡指向了另一套仓库，或其中一方的时钟不准。登录无济于事。',
  ),
  ways: [
    say(
      'have the operator of the registry compare the service name, key and clock of registry and token server',
      '请仓库管理者核对仓库与令牌服务器的服务名、密钥和时钟',
    ),
  ],
  reads: ['routes'],
  causes: ['DC6005'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.reason === 'TOKEN_REFUSED')
      .map((sight) => {
        const { subject, walk } = sight;
        const { token } = walk;
        const realm = token.kind === 'saw' ? token.data.realm : '?';
        const service = token.kind === 'saw' ? (token.data.service ?? '-') : '-';
        return {
          ...aboutAnswer(sight),
          text: say(
            `${subject} refuses the token that ${realm} issued for it (service ${service}).`,
            `${subject} 拒绝了 ${realm} 为其签发的令牌（service 为 ${service}）。`,
          ),
          seen: [...answerLines(sight), `realm: ${realm}, service: ${service}`],
          remedies: [
            ask(
              say(
                `Please compare service name, signing key and clock of the registry on ${subject} and its token server ${realm}: its tokens (service ${service}) are refused as invalid.`,
                `请核对 ${subject} 仓库与其令牌服务器 ${realm} 的服务名、签名密钥和时钟：其令牌（service 为 ${service}）被判为无效。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
