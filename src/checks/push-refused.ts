import { check } from './contract.ts';
import { subjectOf } from './sights.ts';
import { ask, run, say } from './write.ts';

/** Asked for with --push: an upload may not even begin. */
export const pushRefused = check({
  code: 'DC4060',
  severity: 'error',
  title: say('Pushing is not allowed', '不允许推送'),
  about: say(
    'The registry refused to begin an upload. Without a login nobody may push; with one, the account lacks permission, or the registry accepts no pushes at all (a pull-through cache answers 405).',
    '仓库拒绝开始上传。未登录时任何人都不能推送；已登录时，则是账号没有权限，或仓库根本不接受推送（拉取缓存会返回 405）。',
  ),
  ways: [
    say(
      'log in with an account that may push, and use a repository in its own namespace',
      '使用有推送权限的账号登录，并使用其命名空间下的仓库名',
    ),
  ],
  reads: ['routes'],
  judge: ({ routes }) =>
    routes.flatMap(({ walks, route }) =>
      walks.flatMap(({ push, endpoint, image }) => {
        if (!push || push.kind === 'skipped') return [];
        if (push.kind === 'saw' && push.data.status === 202) return [];
        const reason = push.kind === 'failed' ? push.code : `HTTP ${push.data.status}`;
        const errors = push.kind === 'saw' ? push.data.errors : [];
        const { domain, path } = route.reference;
        return [
          {
            subject: `${subjectOf(endpoint)}/${path}`,
            text: say(
              `${subjectOf(endpoint)} does not allow ${path} to be pushed: ${reason}.`,
              `${subjectOf(endpoint)} 不允许推送 ${path}：${reason}。`,
            ),
            seen: [
              `POST ${endpoint.url}/v2/${path}/blobs/uploads/ → ${reason}`,
              ...errors.map(({ code, message }) => `${code}: ${message}`),
            ],
            places: [],
            remedies: [
              run(say('log in with an account that may push', '使用有推送权限的账号登录'), [
                'docker',
                'login',
                domain,
              ]),
              run(say('check again with that login', '使用该登录再次检查'), [
                'dockcfg',
                'doctor',
                '--push',
                '--with-credentials',
                image,
              ]),
              ask(
                say(
                  `Please grant push access to ${path} on ${subjectOf(endpoint)}; it answers ${reason}.`,
                  `请授予 ${subjectOf(endpoint)} 上 ${path} 的推送权限；目前返回 ${reason}。`,
                ),
              ),
            ] as const,
          },
        ];
      }),
    ),
});
