import { check } from './contract.ts';
import { mirrorSights, withoutMirror } from './mirror-sights.ts';
import { run, say } from './write.ts';

/** docker info lists the mirror, and no pull ever uses it. */
export const mirrorSkipped = check({
  code: 'DC7001',
  severity: 'warning',
  title: say('A mirror is skipped silently', '镜像站被静默跳过'),
  about: say(
    'If a mirror fails, the engine goes on to the next endpoint and says so only in its journal. Pulls work, but from Docker Hub itself: slower, and counted against its limit. A mirror that does not answer also costs its time-out at every pull.',
    '镜像站失败时，引擎会转向下一个端点，并且只在日志中说明。拉取仍然成功，但直接来自 Docker Hub：更慢，且计入其次数限制；没有应答的镜像站还会让每次拉取多等一个超时。',
  ),
  ways: [
    say('fix what the finding above names', '修复上面指出的原因'),
    say(
      'or remove the mirror: dockcfg apply --remove-mirror URL',
      '或移除该镜像站：dockcfg apply --remove-mirror URL',
    ),
  ],
  reads: ['routes', 'views'],
  causes: [
    ...['DC7009', 'DC7002', 'DC7003', 'DC7004', 'DC7005', 'DC7006', 'DC7008', 'DC7010'],
    ...[
      'DC2020',
      'DC2003',
      'DC2004',
      'DC2002',
      'DC2001',
      'DC2006',
      'DC2007',
      'DC2008',
      'DC2009',
      'DC2010',
      'DC2011',
      'DC2012',
      'DC2013',
      'DC2014',
      'DC2015',
      'DC2016',
      'DC2017',
      'DC2018',
    ],
    ...['DC3001', 'DC3002', 'DC3003', 'DC3004', 'DC3013', 'DC3014'],
    ...['DC1001', 'DC1003', 'DC1011', 'DC1012', 'DC1013', 'DC1014', 'DC1015', 'DC1016'],
    ...['DC4010', 'DC4011', 'DC4030', 'DC4031', 'DC4032'],
  ],
  judge: ({ routes, views }) =>
    mirrorSights(routes)
      .filter(({ route, walk }) => {
        const { outcome, servedBy } = route.prediction;
        // What only the engine sends there may well open it.
        if (walk.withheld) return false;
        // Nobody knows whom the engine waits for, where a mirror takes longer than this look did.
        return outcome === 'pulled' && servedBy !== null && servedBy !== walk.endpoint.url;
      })
      .map(({ walk, subject, failed, route, place }) => ({
        subject,
        severity: 'warning' as const,
        text: say(
          `The engine skips the mirror ${walk.endpoint.url} (${failed.stage}: ${failed.reason}) and pulls from ${route.prediction.servedBy}.`,
          `引擎会跳过镜像站 ${walk.endpoint.url}（${failed.stage}：${failed.reason}），改从 ${route.prediction.servedBy} 拉取。`,
        ),
        seen: [`${failed.stage}: ${failed.reason}`],
        places: [place(failed.stage)],
        remedies: [
          withoutMirror(walk.endpoint.url, views.files),
          run(say('compare mirrors by what they really serve', '按实际提供的内容比较镜像站'), [
            'dockcfg',
            'mirrors',
            'check',
          ]),
        ],
      })),
});
