import { hubHost } from '../domain/endpoint.ts';
import {
  type AnswerSight,
  aboutAnswer,
  answerLines,
  answerSights,
  isMirror,
} from './answer-sights.ts';
import { check } from './contract.ts';
import { again, run, say } from './write.ts';

/** 429: too many pulls. */
export const rateLimited = check({
  code: 'DC4020',
  severity: 'error',
  title: say('The pull limit is used up', '拉取次数已达上限'),
  about: say(
    'Docker Hub allows 100 pulls in 6 hours for each IPv4 address or IPv6 /64 without a login, 200 with a free account; everybody behind one NAT shares it ("toomanyrequests: You have reached your … pull rate limit"). A 429 without rate-limit headers is the abuse limit, which a login does not lift. Other registries and mirrors have limits of their own.',
    'Docker Hub 对每个 IPv4 地址或 IPv6 /64，未登录时每 6 小时允许 100 次拉取，免费账号为 200 次；同一 NAT 之后的所有人共享（“toomanyrequests: You have reached your … pull rate limit”）。没有 rate-limit 头的 429 是防滥用限制，登录也无法解除。其他仓库和镜像站有各自的限制。',
  ),
  ways: [
    say('log in: docker login', '登录：docker login'),
    say(
      'use a mirror or a pull-through cache: dockcfg cache install',
      '使用镜像站或拉取缓存：dockcfg cache install',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight) && sight.seen?.status === 429)
      .map((sight) => {
        const { walk, route } = sight;
        const { headers = {} } = sight.seen ?? {};
        const wait = headers['retry-after'];
        return {
          ...aboutAnswer(sight),
          text: textOf(sight),
          seen: [
            ...answerLines(sight),
            ...['ratelimit-limit', 'ratelimit-remaining', 'docker-ratelimit-source'].flatMap(
              (name) => (headers[name] ? [`${name}: ${headers[name]}`] : []),
            ),
            ...(wait ? [`retry-after: ${wait}`] : []),
          ],
          remedies: [
            run(say('log in, which raises or lifts the limit', '登录，可提高或解除限制'), [
              'docker',
              'login',
              ...(walk.endpoint.host === hubHost ? [] : [route.route.reference.domain]),
            ]),
            run(
              say('or keep a pull-through cache on this host', '或在本机运行拉取缓存'),
              ['dockcfg', 'cache', 'install'],
              'reload',
            ),
            again(walk.image),
          ],
        };
      }),
});

function textOf({ subject, seen, walk }: AnswerSight) {
  if (walk.endpoint.host !== hubHost) {
    return say(`${subject} limits requests and answers 429.`, `${subject} 限制请求并返回 429。`);
  }
  return seen?.headers['ratelimit-limit']
    ? say(
        'This address has used up its pulls from Docker Hub (429); everybody behind it shares them.',
        '该地址在 Docker Hub 的拉取次数已用完（429）；同一出口的所有人共享。',
      )
    : say(
        'Docker Hub answers 429 without counting pulls: its limit against abuse, which is per address and soon over.',
        'Docker Hub 返回 429 且没有计数：这是按地址的防滥用限制，很快会解除。',
      );
}
