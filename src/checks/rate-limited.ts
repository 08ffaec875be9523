import { hubHost } from '../domain/endpoint.ts';
import type { Remedy } from '../domain/finding.ts';
import {
  type AnswerSight,
  aboutAnswer,
  answerLines,
  answerSights,
  isMirror,
} from './answer-sights.ts';
import { check } from './contract.ts';
import { again, ask, leading, run, say } from './write.ts';

/** 429: too many pulls. */
export const rateLimited = check({
  code: 'DC4020',
  severity: 'error',
  title: say('The pull limit is used up', '拉取次数已达上限'),
  about: say(
    'Docker Hub allows 100 pulls in 6 hours for each IPv4 address or IPv6 /64 without a login, 200 with a free account; everybody behind one NAT shares this limit ("toomanyrequests: You have reached your … pull rate limit"). A 429 without rate-limit headers is the abuse limit, which a login does not remove. Other registries and mirrors have limits of their own.',
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
        const { walk } = sight;
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
          remedies: leading(isHub(sight) ? hubWays : otherWays(sight, wait), again(walk.image)),
        };
      }),
});

function isHub({ walk }: AnswerSight): boolean {
  return walk.endpoint.host === hubHost;
}

const hubWays = [
  run(say('log in, which raises or removes the limit', '登录，可提高或解除限制'), [
    'docker',
    'login',
  ]),
  run(
    say('or run a pull-through cache on this host', '或在本机运行拉取缓存'),
    ['dockcfg', 'cache', 'install'],
    'reload',
  ),
];

/** Only Docker Hub can be cached by dockcfg, and only it says who gets how much. */
function otherWays({ subject, route }: AnswerSight, wait: string | undefined): readonly Remedy[] {
  const soon =
    wait === undefined ? say('', '') : say(` (Retry-After: ${wait})`, `（Retry-After：${wait}）`);
  return [
    run(
      say(
        `try again later${soon.en}, or log in, if the limit is for anonymous users`,
        `稍后再试${soon['zh-CN']}；如果限制针对匿名用户，则先登录`,
      ),
      ['docker', 'login', route.route.reference.domain],
    ),
    ask(
      say(
        `Please say how many requests ${subject} allows this host, or allow more: it answers 429.`,
        `请告知 ${subject} 允许本机发出多少请求，或提高上限：目前返回 429。`,
      ),
    ),
  ];
}

function textOf(sight: AnswerSight) {
  const { subject, seen } = sight;
  if (!isHub(sight)) {
    return say(`${subject} limits requests and answers 429.`, `${subject} 限制请求并返回 429。`);
  }
  return seen?.headers['ratelimit-limit']
    ? say(
        'This address has used up its pulls from Docker Hub (429); everybody behind it shares them.',
        '该地址在 Docker Hub 的拉取次数已用完（429）；同一出口的所有人共享。',
      )
    : say(
        'Docker Hub answers 429 without counting pulls: this is its abuse limit, which is per address and ends soon.',
        'Docker Hub 返回 429 且没有计数：这是按地址的防滥用限制，很快会解除。',
      );
}
