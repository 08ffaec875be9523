import { aboutAnswer, manifestSights } from './answer-sights.ts';
import { check } from './contract.ts';
import { lacksHeaders } from './unsent-headers.ts';
import { again, ask, run, say } from './write.ts';

/** 403 from the registry itself. */
export const accessDenied = check({
  code: 'DC4014',
  severity: 'error',
  title: say('The registry refuses the image', '仓库拒绝提供该镜像'),
  about: say(
    'The registry answered 403: the account (or an anonymous user) may not pull this repository, or a filter in front of the registry refuses the request.',
    '仓库返回 403：当前账号（或匿名用户）无权拉取该镜像，或前面的过滤设备拒绝了请求。',
  ),
  ways: [
    say(
      'ask for permission to pull, or log in with an account that has it',
      '申请拉取权限，或使用有权限的账号登录',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    manifestSights(routes, 'HTTP_403')
      .filter((sight) => !lacksHeaders(sight))
      .map((sight) => {
        const { subject, walk, route } = sight;
        const { reference } = route.route;
        return {
          ...aboutAnswer(sight),
          subject: `${subject}/${reference.path}`,
          text: say(
            `${subject} refuses the pull of ${reference.path} (403).`,
            `${subject} 拒绝拉取 ${reference.path}（403）。`,
          ),
          remedies: [
            run(say('log in with an account that may pull it', '使用有权拉取的账号登录'), [
              'docker',
              'login',
              reference.domain,
            ]),
            ask(
              say(
                `Please grant pull access to ${reference.path} on ${subject}; it answers 403.`,
                `请授予 ${subject} 上 ${reference.path} 的拉取权限；目前返回 403。`,
              ),
            ),
            again(walk.image),
          ],
        };
      }),
});
