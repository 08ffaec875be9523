import {
  type AnswerSight,
  aboutAnswer,
  answerLines,
  answerSights,
  isMirror,
} from './answer-sights.ts';
import { check, type Found } from './contract.ts';
import type { ClientSeen } from './evidence.ts';
import { lacksHeaders, unsentHeaders } from './unsent-headers.ts';
import { again, run, say } from './write.ts';

/** The registry wants to know who pulls. */
export const loginNeeded = check({
  code: 'DC4013',
  severity: 'error',
  title: say('The registry requires a login', '仓库要求登录'),
  about: say(
    'The registry does not let anybody pull this without a login ("no basic auth credentials", "unauthorized: authentication required"). Logins are kept per user and per exact host and port: sudo docker uses root\'s, and a login for host is not valid for host:443. The doctor asks anonymously unless --with-credentials is given.',
    '未登录时仓库不允许拉取（“no basic auth credentials”“unauthorized: authentication required”）。登录信息按用户以及完整的主机和端口保存：sudo docker 使用 root 的登录，host 的登录对 host:443 无效。除非使用 --with-credentials，doctor 都是匿名询问。',
  ),
  ways: [
    say(
      'docker login HOST[:PORT], as the user who pulls',
      '以拉取镜像的用户执行 docker login HOST[:PORT]',
    ),
  ],
  reads: ['routes', 'client'],
  causes: ['DC4050'],
  judge: ({ routes, client }) =>
    answerSights(routes)
      .filter((sight) => !isMirror(sight))
      .flatMap((sight) => {
        if (lacksHeaders(sight)) return [unsentHeaders(sight)];
        return asksWho(sight) ? [findingOf(sight, client)] : [];
      }),
});

function asksWho({ reason, stage }: AnswerSight): boolean {
  return reason === 'NO_CREDENTIALS' || (reason === 'HTTP_401' && stage === 'manifest');
}

function findingOf(sight: AnswerSight, client: ClientSeen): Found {
  const { subject, severity, walk, route } = sight;
  const { domain } = route.route.reference;
  const stored = client.logins.some(({ registry }) => registry === domain);
  return {
    ...aboutAnswer(sight),
    severity: stored ? 'notice' : severity,
    text: stored
      ? say(
          `${subject} does not allow anonymous pulls; a login for ${domain} is stored, but was not used here.`,
          `${subject} 不允许匿名拉取；已保存 ${domain} 的登录信息，但这里没有使用。`,
        )
      : say(
          `${subject} does not allow anonymous pulls, and ${client.path} has no login for ${domain}.`,
          `${subject} 不允许匿名拉取，而 ${client.path} 中没有 ${domain} 的登录信息。`,
        ),
    seen: [
      ...answerLines(sight),
      `logins: ${client.logins.map(({ registry }) => registry).join(', ') || '-'}`,
    ],
    remedies: [
      stored
        ? run(say('check again with that login', '使用该登录信息再检查一次'), [
            ...['dockcfg', 'doctor', '--with-credentials', walk.image],
          ])
        : run(say('log in, as the user who pulls', '以拉取镜像的用户登录'), [
            ...['docker', 'login', domain],
          ]),
      again(walk.image),
    ],
  };
}
