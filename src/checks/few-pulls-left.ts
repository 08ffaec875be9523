import { hubHost } from '../domain/endpoint.ts';
import { check } from './contract.ts';
import { run, say } from './write.ts';

/** So few that the next compose file will not get through. */
const few = 10;

/** Docker Hub still answers, but not much longer. */
export const fewPullsLeft = check({
  code: 'DC4023',
  severity: 'notice',
  title: say('Few pulls from Docker Hub are left', 'Docker Hub 剩余拉取次数很少'),
  about: say(
    'With every manifest, Docker Hub reports how many pulls this address has left in its six-hour window; the doctor asks in a way that is not counted.',
    'Docker Hub 会随每个清单返回该地址在六小时窗口内剩余的拉取次数；doctor 的询问方式不计入次数。',
  ),
  ways: [say('log in, or use a mirror', '登录，或使用镜像站')],
  reads: ['routes'],
  judge: ({ routes }) =>
    routes.flatMap(({ walks }) =>
      walks.flatMap(({ endpoint, manifest }) => {
        const headers = manifest.kind === 'saw' ? manifest.data.headers : {};
        const left = Number.parseInt(headers['ratelimit-remaining'] ?? '', 10);
        if (endpoint.host !== hubHost || Number.isNaN(left) || left > few) return [];
        const status = manifest.kind === 'saw' ? manifest.data.status : 0;
        if (status === 429) return [];
        return [
          {
            subject: hubHost,
            text: say(
              `Docker Hub lets this address pull ${left} more times in this window (${headers['ratelimit-limit'] ?? '?'}).`,
              `在当前窗口内该地址还可从 Docker Hub 拉取 ${left} 次（${headers['ratelimit-limit'] ?? '?'}）。`,
            ),
            seen: [`ratelimit-remaining: ${headers['ratelimit-remaining']}`],
            places: [],
            remedies: [
              run(say('log in, which raises or removes the limit', '登录，可提高或解除限制'), [
                'docker',
                'login',
              ]),
            ] as const,
          },
        ];
      }),
    ),
});
